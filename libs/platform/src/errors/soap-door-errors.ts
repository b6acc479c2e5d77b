import type { CatalogueEntry } from './catalogue-entry';

const byCaller = {
  resolvedBy: 'caller',
  support:
    'A SOAP fault caused by the caller. The request is not logged, because it may hold a personal identity.',
} as const;

/** What a request is refused for at the SOAP door alone, before any contract has seen it. KJF-000121 to KJF-000125 are used up. */
export const soapDoorErrors = {
  'KJF-000126': {
    ...byCaller,
    message: {
      sv: 'Anropets teckenkodning kan inte läsas.',
      en: 'The encoding of the request cannot be read.',
    },
    next: {
      sv: 'Skicka UTF-8 eller UTF-16, och ange detsamma i Content-Type, XML-deklarationen och byteordningsmärket.',
      en: 'Send UTF-8 or UTF-16, and state the same in the Content-Type, the XML declaration and the byte order mark.',
    },
  },
  'KJF-000127': {
    ...byCaller,
    message: { sv: 'Anropet är inte välformad XML.', en: 'The request is not well-formed XML.' },
    next: { sv: 'Skicka ett helt kuvert i SOAP 1.1.', en: 'Send one complete SOAP 1.1 envelope.' },
  },
  'KJF-000128': {
    ...byCaller,
    message: {
      sv: 'Anropet har en dokumenttypsdeklaration.',
      en: 'The request has a document type declaration.',
    },
    next: {
      sv: 'Utelämna den: SOAP har ingen, och inget som den deklarerar läses.',
      en: 'Leave it out: SOAP has none, and nothing that it declares is read.',
    },
  },
  'KJF-000129': {
    ...byCaller,
    message: {
      sv: 'Anropet har en bearbetningsinstruktion.',
      en: 'The request has a processing instruction.',
    },
    next: { sv: 'Utelämna den: SOAP har inga.', en: 'Leave it out: SOAP has none.' },
  },
  'KJF-000130': {
    ...byCaller,
    message: {
      sv: 'Anropet är större än något meddelande i kontraktet.',
      en: 'The request is larger than any message of the contract.',
    },
    next: { sv: 'Skicka bara kontraktets element.', en: 'Send only the elements of the contract.' },
  },
  'KJF-000131': {
    ...byCaller,
    message: { sv: 'Anropet är inte ett kuvert i SOAP 1.1.', en: 'The request is not a SOAP 1.1 envelope.' },
    next: {
      sv: 'Börja det med Envelope i namnrymden http://schemas.xmlsoap.org/soap/envelope/.',
      en: 'Begin it with Envelope of the namespace http://schemas.xmlsoap.org/soap/envelope/.',
    },
  },
  'KJF-000132': {
    ...byCaller,
    message: {
      sv: 'Kuvertet är av en annan version av SOAP.',
      en: 'The envelope is of another version of SOAP.',
    },
    next: {
      sv: 'Skicka SOAP 1.1: namnrymden för Envelope är http://schemas.xmlsoap.org/soap/envelope/.',
      en: 'Send SOAP 1.1: the namespace of Envelope is http://schemas.xmlsoap.org/soap/envelope/.',
    },
  },
  'KJF-000133': {
    ...byCaller,
    message: {
      sv: 'Kuvertet är inte uppbyggt som SOAP 1.1 kräver.',
      en: 'The structure of the envelope does not follow SOAP 1.1.',
    },
    next: {
      sv: 'Envelope har Header, med LogicalAddress, och sedan Body, med ett meddelande.',
      en: 'Envelope holds Header, with LogicalAddress, and then Body, with one message.',
    },
  },
  'KJF-000134': {
    ...byCaller,
    message: {
      sv: 'Ett SOAP-huvud med mustUnderstand är okänt här.',
      en: 'A SOAP header with mustUnderstand is not known here.',
    },
    next: {
      sv: 'Utelämna det, eller ta bort mustUnderstand från det.',
      en: 'Leave it out, or remove its mustUnderstand.',
    },
  },
  'KJF-000135': {
    ...byCaller,
    message: { sv: 'Anropet saknar logisk adress.', en: 'The request has no logical address.' },
    next: {
      sv: 'Lägg LogicalAddress i namnrymden urn:riv:itintegration:registry:1, med ett HSA-id, i SOAP-huvudet.',
      en: 'Put LogicalAddress of the namespace urn:riv:itintegration:registry:1, holding an HSA-id, into the SOAP header.',
    },
  },
  'KJF-000137': {
    ...byCaller,
    message: {
      sv: 'Innehållet är inte meddelandet för kontraktet på adressen.',
      en: 'The body does not hold the message of the contract at this address.',
    },
    next: {
      sv: 'Skicka det meddelande som adressens WSDL anger.',
      en: 'Send the message that the WSDL of this address names.',
    },
  },
  'KJF-000138': {
    ...byCaller,
    message: { sv: 'Ett element står på fel plats.', en: 'An element is in the wrong place.' },
    next: {
      sv: 'Skicka elementen i schemats ordning, och de från andra namnrymder sist.',
      en: 'Send the elements in the order of the schema, and those of other namespaces last.',
    },
  },
  'KJF-000139': {
    ...byCaller,
    message: { sv: 'Ett element förekommer mer än en gång.', en: 'An element occurs more than once.' },
    next: { sv: 'Skicka det en gång.', en: 'Send it once.' },
  },
  'KJF-000140': {
    ...byCaller,
    message: { sv: 'Ett element är i fel namnrymd.', en: 'An element is in the wrong namespace.' },
    next: {
      sv: 'Meddelandets barn är i dess egen namnrymd, allt därunder i typernas.',
      en: 'The children of a message are in its own namespace, everything below in that of the types.',
    },
  },
  'KJF-000141': {
    ...byCaller,
    message: {
      sv: 'Ett element är inte uppbyggt som schemat kräver.',
      en: 'The structure of an element does not follow the schema.',
    },
    next: {
      sv: 'Skicka det utan egna attribut, och tomt där det är nil.',
      en: 'Send it without attributes of its own, and empty where it is nil.',
    },
  },
} as const satisfies Record<`KJF-${string}`, CatalogueEntry>;
