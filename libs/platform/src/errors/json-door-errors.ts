import type { CatalogueEntry } from './catalogue-entry';
import { headerValues } from './header-values';

/** What a request is refused for before any contract has seen it: at the JSON door, and the same at the SOAP door. */
export const jsonDoorErrors = {
  'KJF-000101': {
    resolvedBy: 'caller',
    message: { sv: 'Anropets innehåll är inte JSON.', en: 'The body is not JSON.' },
    next: {
      sv: 'Skicka ett JSON-objekt i UTF-8 med kontraktets element, vart och ett högst en gång.',
      en: 'Send one JSON object, in UTF-8, with the elements of the contract, each at most once.',
    },
    support: 'The body is not a JSON object, is not UTF-8, or has an element twice.',
  },
  'KJF-000102': {
    resolvedBy: 'caller',
    message: {
      sv: 'Ett HTTP-huvud har ett värde som inte kan användas.',
      en: 'An HTTP header has a value that cannot be used.',
    },
    next: { sv: headerValues.sv, en: headerValues.en },
    support:
      'A header has a value outside what it may hold; it is not logged, because it may be a personal identity.',
  },
  'KJF-000103': {
    resolvedBy: 'caller',
    message: { sv: 'Anropet kan inte läsas.', en: 'The request cannot be read.' },
    next: {
      sv: 'Kontrollera anropsraden, huvudena och innehållets längd.',
      en: 'Check the request line, the headers and the length of the body.',
    },
    support: 'The framework refused the request before it reached a contract.',
  },
  'KJF-000104': {
    resolvedBy: 'organisation',
    message: {
      sv: 'Anropande system saknar den rättighet som krävs.',
      en: 'The caller lacks the right that this needs.',
    },
    next: {
      sv: 'Granskarnas frågor kräver rättigheten audit, en förklaring rättigheten explain och mätvärden rättigheten metrics. Den som driver tjänsten ger rättigheter i CALLERS_FILE, eller i CALLER_RIGHTS om det inte finns något register.',
      en: 'The questions of auditors need the right audit, an explanation the right explain, and metrics the right metrics. The operator grants rights in CALLERS_FILE, or in CALLER_RIGHTS where there is no register.',
    },
    support: 'The caller lacks the right audit, explain or metrics.',
  },
  'KJF-000105': {
    resolvedBy: 'caller',
    message: { sv: 'Det finns ingenting på den här adressen.', en: 'There is nothing at this address.' },
    next: {
      sv: 'Varje kontrakt anropas med POST på /v2/ och sitt namn i kebab case; /docs listar dem.',
      en: 'Every contract is called by POST at /v2/ and its name in kebab case; /docs lists them.',
    },
    support: 'Nothing is served at the path; it is not logged, because it may hold anything.',
  },
  'KJF-000106': {
    resolvedBy: 'caller',
    message: {
      sv: 'Adressen tar inte emot den här metoden.',
      en: 'This address does not accept this method.',
    },
    next: {
      sv: 'Svarets huvud Allow anger metoderna. En SOAP-adress anropas med POST, och GET med ?wsdl efter adressen hämtar dess beskrivning.',
      en: 'The header Allow of the answer lists the methods. Call a SOAP address by POST, or GET its description with ?wsdl at its end.',
    },
    support: 'Right path, wrong method.',
  },
  'KJF-000107': {
    resolvedBy: 'caller',
    message: { sv: 'Anropets innehåll är för stort.', en: 'The body is too large.' },
    next: {
      sv: 'Ett anrop till ett kontrakt är högst 1 MiB, till hälsoindikatorn 16 KiB, och ett formulär 64 KiB.',
      en: 'A request to a contract is at most 1 MiB, one to the health indicator 16 KiB, and a form 64 KiB.',
    },
    support: 'Refused before it was read.',
  },
  'KJF-000108': {
    resolvedBy: 'caller',
    message: { sv: 'Anropets innehåll har fel medietyp.', en: 'The body is of the wrong media type.' },
    next: {
      sv: 'Skicka JSON med Content-Type: application/json, ett kuvert i SOAP 1.1 med Content-Type: text/xml; charset=utf-8, en resurs i FHIR med application/fhir+json och en sökning i FHIR med application/x-www-form-urlencoded.',
      en: 'Send JSON with Content-Type: application/json, a SOAP 1.1 envelope with Content-Type: text/xml; charset=utf-8, a FHIR resource with application/fhir+json, and a search by FHIR with application/x-www-form-urlencoded.',
    },
    support: 'The Content-Type is missing, or another than that of the door.',
  },
  'KJF-000109': {
    resolvedBy: 'caller',
    message: {
      sv: 'Idempotensnyckeln har redan använts för ett annat anrop.',
      en: 'This idempotency key was already used for a different request.',
    },
    next: {
      sv: 'Använd en ny nyckel för ett nytt anrop; skicka samma innehåll igen för att få det första svaret.',
      en: 'Use a new key for a new request; send the same body again to get its first answer.',
    },
    support: 'Two different requests have the same idempotency key.',
  },
  'KJF-000110': {
    resolvedBy: 'organisation',
    message: {
      sv: 'Anropet gäller ett värdnamn som servern inte svarar för.',
      en: 'The request names a host that this server does not answer for.',
    },
    next: {
      sv: 'Anropa servern med ett av dess egna namn. Den som driver den anger namnen i ALLOWED_HOSTS.',
      en: 'Call the server by one of its own names. The operator lists them in ALLOWED_HOSTS.',
    },
    support:
      'The Host header holds a name that is not in ALLOWED_HOSTS. It may come from a web page that tries to reach a loopback server (DNS rebinding).',
  },
  'KJF-000111': {
    resolvedBy: 'caller',
    message: { sv: 'Anropet kom inte fram i tid.', en: 'The request did not arrive in time.' },
    next: {
      sv: 'Skicka hela anropet inom tidsgränsen. Kontrollera nätet om det händer igen.',
      en: 'Send the whole request within the time limit. Check the network if it happens again.',
    },
    support:
      'The client took longer than REQUEST_TIMEOUT_MS to send its request, so its connection was closed.',
  },
  'KJF-000112': {
    resolvedBy: 'caller',
    message: {
      sv: 'Anropets innehåll är komprimerat eller på annat sätt kodat.',
      en: 'The body is compressed or otherwise encoded.',
    },
    next: {
      sv: 'Skicka innehållet som det är, utan huvudet Content-Encoding.',
      en: 'Send the body as it is, without the header Content-Encoding.',
    },
    support: 'The request has a Content-Encoding, and none is taken. The body was not read.',
  },
  'KJF-000113': {
    resolvedBy: 'caller',
    message: { sv: 'Anropets huvuden är för stora.', en: 'The headers of the request are too large.' },
    next: {
      sv: 'Skicka högst 16 KiB huvuden, adressen inräknad.',
      en: 'Send at most 16 KiB of headers, the address included.',
    },
    support: 'The headers were larger than 16 KiB, so the connection was closed.',
  },
  'KJF-000114': {
    resolvedBy: 'organisation',
    message: {
      sv: 'Anropet visar inte vilket system som anropar.',
      en: 'The request does not prove which system calls.',
    },
    next: {
      sv: 'Skicka en giltig åtkomstbiljett i huvudet Authorization, eller anslut med ett klientcertifikat. Den som driver tjänsten registrerar anropande system i CALLERS_FILE.',
      en: 'Send a valid token in the header Authorization, or connect with a client certificate. The operator registers callers in CALLERS_FILE.',
    },
    support: 'The log says what is wrong with the proof, and never holds the proof itself.',
  },
  'KJF-000115': {
    resolvedBy: 'caller',
    message: {
      sv: 'Det anropande systemet gör fler anrop än det får.',
      en: 'The calling system sends more calls than it may.',
    },
    next: {
      sv: 'Vänta så många sekunder som huvudet Retry-After anger och gör sedan anropet igen.',
      en: 'Wait as many seconds as the header Retry-After says, and send the call again.',
    },
    support:
      'The limits of the caller in CALLERS_FILE were reached. The log names the system. Nothing of the call was done.',
  },
} as const satisfies Record<`KJF-${string}`, CatalogueEntry>;
