import { words } from '../../words/words';

export type LogHealthWords = (typeof logHealthWords)['sv'];

export const logHealthWords = words(
  {
    title: 'Loggens tillstånd',
    lead: (careProvider: string) =>
      `Loggens tillstånd, och åtkomsten från ${careProvider} de senaste 30 dagarna.`,
    log: 'Loggen',
    size: 'Storlek',
    sizeText: (events: number) => `${events} händelser under signatur`,
    empty: 'Loggen är tom',
    signed: 'Senaste signerade kontrollpunkt',
    signedText: (time: string) => `${time}. Den täcker alla händelser.`,
    signedBehind: (time: string) =>
      `${time}. Senare händelser väntar på signatur; tjänsten signerar inom några sekunder.`,
    unsigned: 'Ingen är signerad än',
    verified: 'Senaste verifiering',
    verifiedText: (time: string, events: number) => `${time}. Alla ${events} händelser var som de skrevs.`,
    verifiedFound: (time: string, findings: number) =>
      `${time}. Avvikelser: ${findings}. Kontakta den som driver tjänsten.`,
    verifiedUnproved: (time: string) =>
      `${time}. Inget motsade sig självt, men ingen signatur täckte händelserna.`,
    notVerified: 'Ingen verifiering är känd här. Den som driver tjänsten gör den med kommandot verify.',
    reviewed: 'Senaste granskning',
    reviewedText: (month: string, time: string, reviewer: string) =>
      `Månaden ${month}, signerad ${time} av ${reviewer}`,
    notReviewed: 'Ingen månad det senaste året är granskad',
    perDay: 'Frågor per dag',
    pictureTitle: 'Frågor om åtkomst per dag, som staplar',
    pictureText: (first: string, last: string, most: number) =>
      `En stapel per dag från ${first} till ${last}. Den högsta dagen har ${most} frågor. Samma siffror står i tabellen.`,
    granted: 'Ja, enligt samtycke',
    emergencies: 'Ja, i nödsituation',
    denied: 'Nej',
    figures: 'Visa siffrorna',
    day: 'Dag',
    part: 'Det finns för många frågor för att räkna alla. Bara de senaste är med, och tidigare dagar är ofullständiga.',
    unusual: 'Ovanlig åtkomst',
    manyPatients: 'Samma medarbetare, många patienter',
    manyPatientsMeans: (many: number) =>
      `Här visas medarbetare som någon dag har frågat om minst ${many} olika patienter. Det kan ha en god förklaring, som en mottagning med många besök.`,
    noManyPatients: 'Ingen medarbetare har frågat om så många patienter.',
    employee: 'Medarbetare',
    patients: 'Patienter',
    byUnit: 'Nödsituationer per enhet',
    byUnitMeans: (few: number) =>
      `Här visas enheter som har fått åtkomst i nödsituation. De är markerade som ovanliga när det har hänt minst ${few} gånger och i mer än vart tionde fall där åtkomst gavs.`,
    noEmergencies: 'Ingen enhet har fått åtkomst i nödsituation.',
    unit: 'Enhet',
    emergencyCount: 'Nödsituationer',
    grantedCount: 'Åtkomst gavs',
    judged: 'Bedömning',
    isUnusual: 'Ovanligt',
    isUsual: 'Inte ovanligt',
    toDecisions: 'Gå igenom frågorna i loggranskningen',
  },
  {
    title: 'Health of the log',
    lead: (careProvider: string) =>
      `How the log is, and what access from ${careProvider} has been like in the last 30 days.`,
    log: 'The log',
    size: 'Size',
    sizeText: (events: number) => `${events} events under signature`,
    empty: 'The log is empty',
    signed: 'Last signed checkpoint',
    signedText: (time: string) => `${time}. It covers all events.`,
    signedBehind: (time: string) =>
      `${time}. Later events wait for a signature; the service signs within seconds.`,
    unsigned: 'None is signed yet',
    verified: 'Last verification',
    verifiedText: (time: string, events: number) =>
      `${time}. All ${events} events were as they were written.`,
    verifiedFound: (time: string, findings: number) =>
      `${time}. Deviations: ${findings}. Contact those who run the service.`,
    verifiedUnproved: (time: string) =>
      `${time}. Nothing contradicted itself, but no signature covered the events.`,
    notVerified: 'No verification is known here. Those who run the service make one with the command verify.',
    reviewed: 'Last review',
    reviewedText: (month: string, time: string, reviewer: string) =>
      `The month ${month}, signed off ${time} by ${reviewer}`,
    notReviewed: 'No month of the last year has been reviewed',
    perDay: 'Access checks per day',
    pictureTitle: 'Access checks per day, as bars',
    pictureText: (first: string, last: string, most: number) =>
      `A bar for each day from ${first} to ${last}. The highest day has ${most} checks. The table has the same figures.`,
    granted: 'Yes, by a consent',
    emergencies: 'Yes, in an emergency',
    denied: 'No',
    figures: 'Show the figures',
    day: 'Day',
    part: 'There are too many checks to count all. Only the latest are included, and earlier days are incomplete.',
    unusual: 'Unusual access',
    manyPatients: 'The same employee, many patients',
    manyPatientsMeans: (many: number) =>
      `These are employees who have asked about at least ${many} different patients on one day. There may be a good explanation, such as a clinic with many visits.`,
    noManyPatients: 'No employee has asked about so many patients.',
    employee: 'Employee',
    patients: 'Patients',
    byUnit: 'Emergencies by unit',
    byUnitMeans: (few: number) =>
      `These are units that have been given access in an emergency. They are marked as unusual when that has happened at least ${few} times, and in more than one in ten cases in which access was given.`,
    noEmergencies: 'No unit has been given access in an emergency.',
    unit: 'Unit',
    emergencyCount: 'Emergencies',
    grantedCount: 'Access was given',
    judged: 'Assessment',
    isUnusual: 'Unusual',
    isUsual: 'Not unusual',
    toDecisions: 'Look through the checks in the access review',
  },
  {
    title: 'Loggens tilstand',
    lead: (careProvider: string) => `Loggens tilstand, og tilgangen fra ${careProvider} de siste 30 dagene.`,
    log: 'Loggen',
    size: 'Størrelse',
    sizeText: (events: number) => `${events} hendelser under signatur`,
    empty: 'Loggen er tom',
    signed: 'Siste signerte kontrollpunkt',
    signedText: (time: string) => `${time}. Det dekker alle hendelser.`,
    signedBehind: (time: string) =>
      `${time}. Senere hendelser venter på signatur; tjenesten signerer innen noen sekunder.`,
    unsigned: 'Ingen er signert ennå',
    verified: 'Siste verifisering',
    verifiedText: (time: string, events: number) =>
      `${time}. Alle ${events} hendelser var slik de ble skrevet.`,
    verifiedFound: (time: string, findings: number) =>
      `${time}. Avvik: ${findings}. Kontakt dem som drifter tjenesten.`,
    verifiedUnproved: (time: string) =>
      `${time}. Ingenting motsa seg selv, men ingen signatur dekket hendelsene.`,
    notVerified: 'Ingen verifisering er kjent her. De som drifter tjenesten, gjør den med kommandoen verify.',
    reviewed: 'Siste gjennomgang',
    reviewedText: (month: string, time: string, reviewer: string) =>
      `Måneden ${month}, signert ${time} av ${reviewer}`,
    notReviewed: 'Ingen måned det siste året er gjennomgått',
    perDay: 'Spørsmål per dag',
    pictureTitle: 'Spørsmål om tilgang per dag, som søyler',
    pictureText: (first: string, last: string, most: number) =>
      `En søyle per dag fra ${first} til ${last}. Den høyeste dagen har ${most} spørsmål. De samme tallene står i tabellen.`,
    granted: 'Ja, ifølge samtykke',
    emergencies: 'Ja, i nødsituasjon',
    denied: 'Nei',
    figures: 'Vis tallene',
    day: 'Dag',
    part: 'Det er for mange spørsmål til å telle alle. Bare de siste er med, og tidligere dager er ufullstendige.',
    unusual: 'Uvanlig tilgang',
    manyPatients: 'Samme ansatt, mange pasienter',
    manyPatientsMeans: (many: number) =>
      `Her vises ansatte som en dag har spurt om minst ${many} ulike pasienter. Det kan ha en god forklaring, som en poliklinikk med mange besøk.`,
    noManyPatients: 'Ingen ansatte har spurt om så mange pasienter.',
    employee: 'Ansatt',
    patients: 'Pasienter',
    byUnit: 'Nødsituasjoner per enhet',
    byUnitMeans: (few: number) =>
      `Her vises enheter som har fått tilgang i nødsituasjon. De er merket som uvanlige når det har skjedd minst ${few} ganger og i mer enn hvert tiende tilfelle der tilgang ble gitt.`,
    noEmergencies: 'Ingen enhet har fått tilgang i nødsituasjon.',
    unit: 'Enhet',
    emergencyCount: 'Nødsituasjoner',
    grantedCount: 'Tilgang ble gitt',
    judged: 'Vurdering',
    isUnusual: 'Uvanlig',
    isUsual: 'Ikke uvanlig',
    toDecisions: 'Gå gjennom spørsmålene i loggjennomgangen',
  },
);
