import { words } from '../../words/words';

export const workplaceWords = words(
  {
    title: 'Var arbetar du nu?',
    lead: 'Du är knuten till flera enheter. Vad du gör sparas som gjort på den du väljer.',
    legend: 'Arbetsplats',
    choose: 'Fortsätt',
  },
  {
    title: 'Where do you work now?',
    lead: 'You are affiliated with several units. What you do is recorded as done at the one you choose.',
    legend: 'Workplace',
    choose: 'Go on',
  },
  {
    title: 'Hvor arbeider du nå?',
    lead: 'Du er tilknyttet flere enheter. Det du gjør, lagres som gjort ved den du velger.',
    legend: 'Arbeidssted',
    choose: 'Fortsett',
  },
);
