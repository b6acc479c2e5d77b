import type { ExtractWords } from './extract-words';

export const nb: ExtractWords = {
  title: 'Utdrag fra samtykketjenesten',
  lead:
    'Her står alt som samtykketjenesten har lagret om pasienten: samtykker og hva som har skjedd med dem, helsetjenestens spørsmål om ' +
    'tilgang, og hvem som har sett på det som er lagret. Det eldste står først. Alle tidspunkter er angitt i svensk tid.',
  empty: 'Ingenting er lagret om pasienten.',
  patient: 'Pasient',
  madeAt: 'Utdraget ble laget',
  madeBy: 'Av',
  madeFor: 'Hvorfor',
  ledger: 'Register',
  lines: 'Antall linjer',
  happenings: 'Hva som har skjedd',
  who: 'Hvem',
  what: 'Hva',
  why: 'Hvorfor',
  result: 'Resultat',
  receipt: 'Kvittering',
  winterTime: 'vintertid',
  notStated: 'Ikke oppgitt.',

  registered: 'Samtykke registrert',
  registeredEmergency: 'Tilgang i en nødsituasjon registrert',
  cancelled: 'Samtykke trukket tilbake',
  cancelledEmergency: 'Tilgang i en nødsituasjon trukket tilbake',
  deleted: 'Samtykke slettet',
  deletedEmergency: 'Tilgang i en nødsituasjon slettet',
  ended: 'Sluttdatoen endret på pasientens ønske',
  endedEmergency: 'Sluttdatoen endret på pasientens ønske',

  everyone: 'Alle ansatte',
  employee: (id) => `Den ansatte ${id}`,
  place: (unit, careProvider) => `enheten ${unit} i virksomheten ${careProvider}`,
  given: (whom, place) =>
    `${whom} ved ${place} får tilgang til det andre virksomheter har journalført om pasienten.`,
  givenEmergency: (whom, place) =>
    `${whom} ved ${place} får tilgang til det andre virksomheter har journalført, fordi pasienten ikke kunne samtykke og det sto ` +
    'om liv eller helse.',
  askedByPatient: 'Pasienten ba om det.',
  mistake: 'Det var registrert ved en feil. Fram til da var det gyldig og kan ha vært brukt.',
  newEnd: (time) => `Ny slutt: ${time}.`,
  represented: (identity) => `Pasienten var representert av ${identity}.`,
  ofLine: (line) => `Det gjelder det som ble registrert på linje ${line}.`,
  ofConsent: (id) => `Registreringens id: ${id}.`,

  requested: (time, actor) => `Bedt om ${time} av ${actor}.`,
  entered: (time, actor) => `Lagt inn ${time} av ${actor}.`,
  assignment: (name) => `(oppdrag: ${name})`,
  patientSelf: 'Pasienten.',
  through: (system) => `Gjennom systemet ${system}.`,
  onBehalfOf: (id) => `På vegne av ${id}.`,
  begunAt: (system) => `Bedt om i systemet ${system}.`,
  adopted: (service, operator) => `Overtatt fra tjenesten ${service} av ${operator}.`,

  valid: (from, until) => `Gyldighet deretter: fra ${from} ${until}.`,
  closed: (from, until) => `Det gjelder ikke lenger. Det gjaldt fra ${from} ${until}.`,
  never: 'Det har aldri vært gyldig.',
  until: (time) => `til ${time}`,
  untilFurtherNotice: 'inntil videre',

  check: 'Spørsmål om tilgang',
  asked: (whom, place) =>
    `${whom} ved ${place} ba om tilgang til det andre virksomheter har journalført om pasienten.`,
  toRead: 'For å få lese.',
  yes: (by) => `Ja. ${by}`,
  yesEmergency: (by) => `Ja, i en nødsituasjon. ${by}`,
  byLine: (line) => `Det som ble registrert på linje ${line}, ga tilgang.`,
  byConsent: (id) => `Registreringen ${id} ga tilgang.`,
  no: 'Nei. Ingen samtykker ga tilgang.',
  refused: 'Nei. Systemet hadde ikke lov til å spørre.',

  look_consents: 'Pasientens samtykker ble vist',
  look_history: 'Historikken til et samtykke ble vist',
  look_checks: 'Spørsmål om tilgang ble vist',
  look_explanation: 'Svaret på et spørsmål om tilgang ble forklart',
  look_looks: 'Listen over visninger ble vist',
  look_signOns: 'Innlogginger i portalen ble vist',
  look_receipt: 'En kvittering ble utstedt',
  look_extract: 'Et utdrag ble laget',
  look_change: 'Forsøk på å endre et samtykke',
  look_check: 'Spørsmål om tilgang',
  look_other: 'Opplysninger ble vist',
  called: (contract) => `Kallet heter ${contract} i loggen.`,
  ofCareProvider: (id) => `Virksomhet: ${id}.`,
  ofUnit: (id) => `Enhet: ${id}.`,
  ofEmployee: (id) => `Ansatt: ${id}.`,
  system: (id) => `Systemet ${id}.`,
  person: (id) => `${id}.`,
  commandLine: (user) => `${user}, på tjenestens egen datamaskin.`,
  shown: 'Det ble vist.',
  shownCount: (count) => `Det ble vist. Antall: ${count}.`,
  turnedAway: 'Det ble avvist, og ingenting ble vist eller endret.',

  opening: 'Pasienten ble åpnet i portalen',
  openedIn: 'Noen som arbeider i helsetjenesten, åpnet pasientens sider i portalen.',
  opener: (person, organisation) => `Person med id ${person}, fra virksomheten ${organisation}.`,
  basis_HPMOTTATTSAMTYKKE: 'Pasienten hadde samtykket.',
  basis_HPAKUTT: 'Det var en nødsituasjon.',
  basis_HPUNNTAK: 'Unntak etter loven.',
  opened: 'Sidene ble åpnet.',

  removed_checks: 'Spørsmål om tilgang ble slettet',
  removed_looks: 'Visninger og avviste kall ble slettet',
  removedDays: (first, last) =>
    `Alt fra dager mellom ${first} og ${last} (UTC) som var lagret så lenge som det skal, om hvem det enn var. Ingen kan lenger si om noe av det gjaldt pasienten.`,
  removedUnder: (authority) => `Etter: ${authority}`,
  removedWhy: 'Lagringstiden var over.',
  removedOn: (day) => `Slettet ${day}.`,

  noReceipt:
    'Ingen. Det utstedes ikke kvitteringer for sider som er åpnet i portalen, eller for det som er slettet.',

  notIn: 'Dette er ikke med',
  notInJournal:
    'Journalen er hos virksomhetene, ikke i samtykketjenesten. Et spørsmål om tilgang stilles før noen leser; hva som så ble lest, ' +
    'står i virksomhetens egen logg.',
  notInLists:
    'Lister over alle samtykker i en virksomhet, og sikkerhetskopier, nevner ingen enkelt pasient og er ikke med.',
  receipts: 'Slik kontrolleres en kvittering',
  receiptsAre: 'En kvittering beviser at linjen står i registeret, uten at registeret trengs.',
  receiptCall: 'Kjør dette med Node, med filen som står på linjen, og registerets nøkkel:',
  receiptSource: 'Få verktøyet verify-receipt.mjs og nøkkelen fra noen andre enn den som ga deg utdraget.',
  key: 'NØKKEL',
};
