import { cancelled, consentOf, ending, opened, registering, type PageCase, type Scene } from './page-case';

const as = 'Kari Nordlie';

const registered = async (scene: Scene): Promise<void> => {
  await registering({ check: ['type-consent', 'end-date'], fill: { endDate: '2098-12-31' } })(scene);
  await scene.visitor.press('main form .primary');
};

const ofNewConsent =
  (below: '' | '/print') =>
  async (scene: Scene): Promise<void> => {
    await registered(scene);
    await scene.visitor.press('.is-valid .links a >> nth=0');
    await scene.visitor.open(scene.visitor.path + below);
  };

const cancelledConsent =
  (more: object, below: string) =>
  async (scene: Scene): Promise<void> => {
    const id = await consentOf(scene, more);
    await cancelled(scene, id);
    await opened(scene);
    await scene.visitor.open(`/consents/${id}${below}`);
  };

/** Nobody may be misled. */
export const clinicians: readonly PageCase[] = [
  {
    ...{ as, what: 'a date alone is the end of that day, read back in words' },
    go: registering({ check: ['type-consent', 'end-date'], fill: { endDate: '2098-12-31' } }),
    where: '.meaning',
    sv: 'till och med 31 december 2098.',
    nb: 'til og med 31. desember 2098.',
    en: 'until 31 December 2098.',
  },
  {
    ...{ as, what: 'no end is chosen, and read back' },
    go: registering({ check: ['type-consent', 'end-first'] }),
    where: '.meaning',
    sv: 'från och med nu tills vidare.',
    nb: 'fra nå av inntil videre.',
    en: 'from now on until further notice.',
  },
  {
    ...{ as, what: 'an end that is not chosen is a fault beside it' },
    go: registering({ check: ['type-consent'] }),
    where: '#end .field-fault',
    sv: 'Välj hur länge det gäller.',
    nb: 'Velg hvor lenge det gjelder.',
    en: 'Choose for how long it is valid.',
  },
  {
    ...{ as, what: 'a date that is typed and not chosen is not dropped' },
    go: registering({ check: ['type-consent', 'end-first'], fill: { endDate: '2098-12-31' } }),
    where: '.field-fault',
    sv: 'Ett datum eller klockslag är ifyllt, men alternativet med datum är inte valt.',
    nb: 'En dato eller et klokkeslett er fylt ut, men alternativet med dato er ikke valgt.',
    en: 'A date or a time is filled in, but a date is not chosen.',
  },
  {
    ...{ as, what: 'an impossible date is a fault beside the field' },
    go: registering({ check: ['type-consent', 'end-date'], fill: { endDate: '2098-02-30' } }),
    where: '.field:has(#endDate) .field-fault',
    sv: 'Det finns inget sådant datum.',
    nb: 'Datoen finnes ikke.',
    en: 'There is no such date.',
  },
  {
    ...{ as, what: 'a new end without a time is the end of that day, not at once' },
    go: ending({ check: ['end-date'], fill: { endDate: '2098-01-31' } }),
    where: '.meaning',
    sv: 'Samtycket gäller till och med 31 januari 2098, och sedan inte längre.',
    nb: 'Samtykket gjelder til og med 31. januar 2098, og deretter ikke lenger.',
    en: 'The consent is valid until 31 January 2098, and not after that.',
  },
  {
    ...{ as, what: 'nothing ends where nothing is chosen' },
    go: ending({}),
    where: '.field-fault',
    sv: 'Välj om samtycket ska sluta gälla genast eller ett visst datum.',
    nb: 'Velg om samtykket skal slutte å gjelde straks eller på en bestemt dato.',
    en: 'Choose whether the consent ends at once or on a date.',
  },
  {
    ...{ as, what: 'at once is chosen, and read back' },
    go: ending({ check: ['end-first'] }),
    where: '.meaning',
    sv: 'Samtycket slutar gälla genast.',
    nb: 'Samtykket slutter å gjelde straks.',
    en: 'The consent ends at once.',
  },
  {
    ...{ as, what: 'what was registered is read back after it, too' },
    go: registered,
    where: '.done',
    sv: 'till och med 31 december 2098.',
    nb: 'til og med 31. desember 2098.',
    en: 'until 31 December 2098.',
  },
  {
    ...{ as, what: 'an emergency needs a reason' },
    go: registering({ check: ['type-emergency', 'end-preset'] }),
    where: '.field:has(#reasonText) .field-fault',
    sv: 'Ange vad som gör det till en nödsituation.',
    nb: 'Oppgi hva som gjør det til en nødsituasjon.',
    en: 'State what makes it an emergency.',
  },
  {
    ...{ as, what: 'the end of an emergency is preset, and said' },
    go: async (scene) => {
      await opened(scene);
      await scene.visitor.open('/consents/register');
    },
    where: 'label[for="end-preset"]',
    sv: 'I 24 timmar från nu',
    nb: 'I 24 timer fra nå',
    en: 'For 24 hours from now',
  },
  {
    ...{ as, what: 'an emergency has an end' },
    go: registering({ check: ['type-emergency', 'end-first'], fill: { reasonText: 'Fall' } }),
    where: '#end .field-fault',
    sv: 'Åtkomst i en nödsituation måste ha ett slut.',
    nb: 'Tilgang i en nødsituasjon må ha en slutt.',
    en: 'Access in an emergency must have an end.',
  },
  {
    ...{ as, what: 'a span that is over is asked back' },
    go: registering({
      check: ['type-consent', 'start-date', 'end-date'],
      fill: { startDate: '2020-01-01', endDate: '2020-01-31' },
    }),
    where: '.question',
    sv: 'Tiden har redan passerat: samtycket ger ingen åtkomst nu.',
    nb: 'Tiden er allerede passert: samtykket gir ingen tilgang nå.',
    en: 'The time has already passed: the consent gives no access now.',
  },
  {
    ...{ as, what: 'a consent like one that is valid is asked back' },
    go: async (scene) => {
      await consentOf(scene);
      await registering({ check: ['type-consent', 'end-first'] })(scene);
    },
    where: '.question',
    sv: 'Det finns redan ett likadant samtycke som gäller nu.',
    nb: 'Det finnes allerede et likt samtykke som er gyldig nå.',
    en: 'There is already a consent like this, and it is valid now.',
  },
  {
    ...{ as, what: 'a representative who is the patient is asked back' },
    go: (scene) =>
      registering({
        check: ['type-consent', 'end-first', 'represented-yes'],
        fill: { representativeNumber: scene.patient.extension },
      })(scene),
    where: '.question',
    sv: 'Företrädaren är patienten själv.',
    nb: 'Den som representerer pasienten, er pasienten selv.',
    en: 'The representative is the patient.',
  },
  {
    ...{ as, what: 'a consent that was cancelled before it began never was valid' },
    go: cancelledConsent({ startDate: '2098-01-01T00:00:00' }, ''),
    where: 'main .card:has(#consent-title)',
    sv: 'gällde aldrig',
    nb: 'var aldri gyldig',
    en: 'was never valid',
  },
  {
    ...{ as, what: 'so it is on paper' },
    go: cancelledConsent({ startDate: '2098-01-01T00:00:00' }, '/print'),
    where: '.sheet',
    sv: 'gällde aldrig',
    nb: 'var aldri gyldig',
    en: 'was never valid',
  },
  {
    ...{ as, what: 'paper says that a consent has ended' },
    go: cancelledConsent({}, '/print'),
    where: '.sheet .lead',
    sv: 'Samtycket gäller inte längre.',
    nb: 'Samtykket gjelder ikke lenger.',
    en: 'The consent is no longer valid.',
  },
  {
    ...{ as, what: 'a history says who did it' },
    go: ofNewConsent(''),
    where: '.events',
    sv: 'av dig',
    nb: 'av deg',
    en: 'by you',
  },
  {
    ...{ as, what: 'paper names who did it' },
    go: ofNewConsent('/print'),
    where: '.sheet-facts',
    sv: 'av Kari Nordlie',
    nb: 'av Kari Nordlie',
    en: 'by Kari Nordlie',
  },
];
