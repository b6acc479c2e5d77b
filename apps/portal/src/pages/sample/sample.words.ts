import { words } from '../../words/words';
import { decisionWords } from '../views/decision-words';

export const sampleWords = words(
  {
    title: 'Månadens stickprov',
    lead: (careProvider: string) =>
      `Ett stickprov av månadens frågor om åtkomst från ${careProvider}, och alla i nödsituation. Samma månad, frö och antal ger samma stickprov.`,
    month: 'Månad',
    monthHint: 'Som ÅÅÅÅ-MM.',
    seed: 'Frö',
    seedHint: 'Text som ingen kunde gissa i förväg.',
    size: 'Antal',
    sizeHint: 'Utöver alla i nödsituation.',
    draw: 'Dra stickprov',
    results: 'Stickprovet',
    none: 'Månaden har inga frågor om åtkomst.',
    summary: (decisions: number, drawn: number, emergencies: number) =>
      `Frågor under månaden: ${decisions}. I stickprovet: ${drawn} på måfå och ${emergencies} i nödsituation.`,
    digest: 'Kontrollsumma',
    ...decisionWords.sv,
    reasonColumn: 'Urval',
    drawn: 'På måfå',
    emergency: (reason: string) => `Nödsituation: ${reason}`,
    noReason: 'ingen anledning angavs',
    signOff: 'Signera granskningen',
    signOffText:
      'Signeringen sparas i liggaren med ditt HSA-id och stickprovets kontrollsumma, och kan inte ändras.',
    outcome: 'Resultat',
    approved: 'Inga avvikelser',
    deviations: 'Avvikelser',
    note: 'Anteckning',
    noteHint: 'Högst 1024 tecken, utan personuppgifter.',
    submit: 'Signera',
    notOver: 'Månaden är inte slut, så stickprovet kan ändras. Det kan signeras när månaden är över.',
    noUnit: 'Den som signerar ska vara knuten till en enhet i organisationen.',
    reviewed: (time: string, reviewer: string) => `Månaden signerades ${time} av ${reviewer}.`,
    again: 'Signeras den på nytt står den tidigare signeringen kvar.',
    done: (month: string, time: string, reviewer: string) =>
      `Granskningen är signerad. Månaden ${month} signerades ${time} av ${reviewer}.`,
    faultMonth: 'Ange månaden som ÅÅÅÅ-MM.',
    faultSeed: 'Ange ett frö.',
    faultSize: 'Ange ett helt tal från 0 till 1000.',
    faultOutcome: 'Välj ett resultat.',
    faultNote:
      'Anteckningen är för lång, eller har en personidentitet i sig. Den sparas för gott, så det får den inte.',
    faultRevision:
      'Någon annan har signerat månaden under tiden. Se vad som gäller och signera igen om det behövs.',
  },
  {
    title: 'Monthly sample',
    lead: (careProvider: string) =>
      `A sample of the month’s questions about access from ${careProvider}, and all in emergencies. The same month, seed and count give the same sample.`,
    month: 'Month',
    monthHint: 'As YYYY-MM.',
    seed: 'Seed',
    seedHint: 'A text that nobody could guess before.',
    size: 'Count',
    sizeHint: 'Beside all in emergencies.',
    draw: 'Draw the sample',
    results: 'The sample',
    none: 'The month has no questions about access.',
    summary: (decisions: number, drawn: number, emergencies: number) =>
      `Questions in the month: ${decisions}. In the sample: ${drawn} at random, and ${emergencies} in emergencies.`,
    digest: 'Digest',
    ...decisionWords.en,
    reasonColumn: 'Selection',
    drawn: 'At random',
    emergency: (reason: string) => `Emergency: ${reason}`,
    noReason: 'no reason was stated',
    signOff: 'Sign off the review',
    signOffText:
      'The sign-off is kept in the ledger with your HSA-id and the digest of the sample, and cannot be changed.',
    outcome: 'Outcome',
    approved: 'No deviations',
    deviations: 'Deviations',
    note: 'Note',
    noteHint: 'At most 1024 characters, without personal data.',
    submit: 'Sign off',
    notOver: 'The month is not over, so the sample may change. It can be signed off when the month is over.',
    noUnit: 'Whoever signs it off must be affiliated with a unit of the organisation.',
    reviewed: (time: string, reviewer: string) => `The month was signed off ${time} by ${reviewer}.`,
    again: 'When it is signed off anew, the earlier sign-off stays.',
    done: (month: string, time: string, reviewer: string) =>
      `The review is signed off. The month ${month} was signed off ${time} by ${reviewer}.`,
    faultMonth: 'Write the month as YYYY-MM.',
    faultSeed: 'Enter a seed.',
    faultSize: 'Enter a whole number from 0 to 1000.',
    faultOutcome: 'Choose an outcome.',
    faultNote: 'The note is too long, or has a personal identity in it. It is kept for good, so it may not.',
    faultRevision:
      'Somebody else has signed off the month meanwhile. Look at what holds, and sign off again if that is needed.',
  },
);
