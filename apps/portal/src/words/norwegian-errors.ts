import type { ErrorCode } from '#platform';

/** What a code of the catalogue is called, and what to do about it. */
export interface ErrorText {
  readonly message: string;
  readonly next: string;
}

const accessRights = 'Kontakt den som har ansvar for tilganger i virksomheten din.';
const openAgain = 'Åpne pasienten i journalsystemet på nytt.';
const tryAgain = 'Prøv igjen om litt. Kontakt brukerstøtte hvis det ikke hjelper.';
const ours: ErrorText = {
  message: 'Noe gikk galt hos oss.',
  next: 'Prøv igjen om litt. Kontakt brukerstøtte med hendelses-id hvis det ikke hjelper.',
};

/** The catalogue in Norwegian, as far as the portal and the health indicator show it. */
export const norwegianErrors: Partial<Readonly<Record<ErrorCode, ErrorText>>> = {
  AUT_000: { message: 'Du er ikke registrert som bruker.', next: accessRights },
  AUT_002: { message: 'Lenken fra journalsystemet har utløpt.', next: openAgain },
  AUT_101: {
    message: 'Du er ikke registrert som bruker, og autorisasjonen din gir ikke tilgang.',
    next: accessRights,
  },
  AUT_104: {
    message: 'Du er ikke tilknyttet virksomheten, og ingen av rollene dine gir tilgang derfra.',
    next: accessRights,
  },
  AUT_105: {
    message: 'Du er ikke tilknyttet noen virksomhet, og ingen pasient er åpnet.',
    next: 'Åpne portalen fra journalsystemet.',
  },
  AUT_108: { message: 'Du finnes ikke i Helsepersonellregisteret.', next: accessRights },
  AUT_110: { message: 'Du avbrøt innloggingen.', next: 'Logg inn igjen når du vil fortsette.' },
  AUT_119: { message: 'Lenken fra journalsystemet er ugyldig.', next: openAgain },
  AUT_128: { message: 'Autorisasjonen din gir ikke tilgang.', next: accessRights },
  AUT_146: { message: 'Virksomheten er ikke aktiv her.', next: accessRights },
  'KJF-000013': {
    message: 'Virksomheten er ukjent.',
    next: 'Kontakt den som drifter tjenesten hvis virksomheten skal ha tilgang.',
  },
  'KJF-000016': { message: 'Pasientens identitet er ikke gyldig.', next: 'Kontroller den og prøv igjen.' },
  'KJF-000018': {
    message: 'Forespørselen er ikke gyldig.',
    next: 'Rett forespørselen og send den på nytt.',
  },
  'KJF-000022': {
    message: 'Virksomheten har ikke tilgang.',
    next: 'Kontakt den som drifter tjenesten hvis virksomheten skal ha tilgang.',
  },
  'KJF-000101': { message: 'Innholdet er ikke gyldig JSON.', next: 'Rett innholdet og send det på nytt.' },
  'KJF-000103': {
    message: 'Forespørselen kan ikke leses.',
    next: 'Kontroller adressen, hodene og lengden på innholdet.',
  },
  'KJF-000104': {
    message: 'Systemet som spør, mangler rettighet til dette.',
    next: 'Kontakt den som drifter tjenesten.',
  },
  'KJF-000115': {
    message: 'Systemet sender flere forespørsler enn det har lov til.',
    next: 'Vent litt og prøv igjen.',
  },
  'KJF-000105': { message: 'Det finnes ingenting på denne adressen.', next: 'Kontroller adressen.' },
  'KJF-000107': { message: 'Innholdet er for stort.', next: 'Send mindre om gangen.' },
  'KJF-000108': {
    message: 'Innholdet har feil medietype.',
    next: 'Send det med den medietypen som adressen tar imot.',
  },
  'KJF-000110': {
    message: 'Forespørselen gjelder et vertsnavn som tjeneren ikke svarer for.',
    next: 'Bruk et av navnene som den som drifter tjenesten, har oppgitt.',
  },
  'KJF-000111': {
    message: 'Forespørselen kom ikke fram i tide.',
    next: 'Prøv igjen. Kontroller nettet hvis det skjer flere ganger.',
  },
  'KJF-000112': {
    message: 'Innholdet er komprimert eller kodet på annen måte.',
    next: 'Send innholdet som det er, uten hodet Content-Encoding.',
  },
  'KJF-000113': {
    message: 'Hodene i forespørselen er for store.',
    next: 'Send høyst 16 KiB hoder, adressen medregnet. Slett nettstedets informasjonskapsler hvis det skjer i en nettleser.',
  },
  'KJF-000116': {
    message: 'Et søk i FHIR skal ikke stå i en adresse.',
    next: 'Send søket med POST til adressen til ressursen etterfulgt av /_search, med parameterne i innholdet.',
  },
  'KJF-000117': {
    message: 'En parameter i FHIR-forespørselen kan ikke brukes.',
    next: 'Send de parameterne som /fhir/metadata angir, hver av dem høyst én gang.',
  },
  'KJF-000118': {
    message: 'Svaret finnes ikke i formatet som det spørres etter.',
    next: 'Be om application/fhir+json. FHIR R4 besvares bare i JSON.',
  },
  'KJF-000151': { message: 'Samtykket finnes ikke.', next: 'Kontroller hvilket samtykke det gjelder.' },
  'KJF-000153': {
    message: 'Samtykket er allerede trukket tilbake eller slettet.',
    next: 'Du trenger ikke å gjøre noe. Registrer et nytt samtykke hvis det trengs.',
  },
  'KJF-000154': {
    message: 'Pasienten som er åpen, har ikke noe slikt samtykke her.',
    next: 'Kontroller hvilken pasient som er åpen, og finn den som samtykket gjelder.',
  },
  'KJF-000155': {
    message: 'Det som er skrevet, er for langt.',
    next: 'Gå tilbake, kort ned teksten og prøv igjen. Ingenting er lagret.',
  },
  'KJF-000156': { message: 'Loggposten finnes ikke.', next: 'Kontroller hvilken loggpost det gjelder.' },
  'KJF-000161': {
    message:
      'Skjemaet gjelder ikke lenger: du har logget inn på nytt eller åpnet en annen pasient siden det ble vist. Ingenting er lagret.',
    next: 'Gå til startsiden, kontroller hvilken pasient som er åpen, og begynn på nytt derfra.',
  },
  'KJF-000162': {
    message: 'Du er ikke lenger innlogget.',
    next: 'Logg inn igjen, eller åpne pasienten i journalsystemet.',
  },
  'KJF-000163': {
    message: 'Journalsystemet kunne ikke autentiseres.',
    next: 'Hent et nytt tilgangstoken for virksomheten og send kallet på nytt.',
  },
  'KJF-000165': {
    message: 'Du kan se samtykker, men ikke endre noe.',
    next: 'Den som registrerer eller avslutter samtykker, må være tilknyttet en enhet i virksomheten.',
  },
  'KJF-000166': {
    message: 'Siden er for dem som gjennomgår tilganger.',
    next: 'Kontakt den som drifter tjenesten hvis du skal gjennomgå tilganger.',
  },
  'KJF-000168': {
    message: 'Det du spør om, er slettet: lagringstiden er over.',
    next: 'Spør om senere dager. Den som drifter tjenesten, kan si når det ble slettet, og etter hvilket vedtak.',
  },
  'KJF-000167': {
    message: 'Innloggingen hører ikke til dette vinduet, eller er allerede avsluttet.',
    next: 'Logg inn igjen fra startsiden.',
  },
  'KJX-000001': { message: 'Innloggingstjenesten kunne ikke fullføre innloggingen.', next: tryAgain },
  'KJX-000002': {
    message: 'Innloggingen var ikke sikker nok.',
    next: 'Logg inn igjen med e-ID på det høyeste nivået.',
  },
  'KJX-000003': { message: 'Helsepersonellregisteret svarer ikke.', next: tryAgain },
  'KJX-000004': { message: 'Virksomhetsregisteret svarer ikke.', next: tryAgain },
  'KJX-000005': { message: 'Nøklene til utstederen av tilgangstokenet kan ikke leses.', next: tryAgain },
  'KJS-000001': ours,
  'KJS-000002': ours,
  'KJS-000003': ours,
  'KJS-000004': ours,
};
