import type { ExtractWords } from './extract-words';

export const en: ExtractWords = {
  title: 'Extract from the consent service',
  lead:
    'This is everything that the consent service has recorded about the patient: consents and what has happened to them, requests for ' +
    'access by health care, and who has looked at what is recorded. The earliest comes first. All times are Swedish local time.',
  empty: 'Nothing is recorded about the patient.',
  patient: 'Patient',
  madeAt: 'Extract made',
  madeBy: 'By',
  madeFor: 'Why',
  ledger: 'Register',
  lines: 'Number of lines',
  happenings: 'What has happened',
  who: 'Who',
  what: 'What',
  why: 'Why',
  result: 'Result',
  receipt: 'Receipt',
  winterTime: 'winter time',
  notStated: 'Not stated.',

  registered: 'Consent registered',
  registeredEmergency: 'Access in an emergency registered',
  cancelled: 'Consent cancelled',
  cancelledEmergency: 'Access in an emergency cancelled',
  deleted: 'Consent deleted',
  deletedEmergency: 'Access in an emergency deleted',
  ended: 'End date changed at the patient’s request',
  endedEmergency: 'End date changed at the patient’s request',

  everyone: 'All staff',
  employee: (id) => `Employee ${id}`,
  place: (unit, careProvider) => `unit ${unit} of care provider ${careProvider}`,
  given: (whom, place) =>
    `${whom} at ${place} may access what other care providers have recorded about the patient.`,
  givenEmergency: (whom, place) =>
    `${whom} at ${place} may access what other care providers have recorded, because the patient could not consent and life or ` +
    'health was at stake.',
  askedByPatient: 'The patient asked for it.',
  mistake: 'It had been registered by mistake. Until then it was valid and may have been used.',
  newEnd: (time) => `New end: ${time}.`,
  represented: (identity) => `The patient was represented by ${identity}.`,
  ofLine: (line) => `It is about what was registered on line ${line}.`,
  ofConsent: (id) => `Id of the registration: ${id}.`,

  requested: (time, actor) => `Requested ${time} by ${actor}.`,
  entered: (time, actor) => `Entered ${time} by ${actor}.`,
  assignment: (name) => `(assignment: ${name})`,
  patientSelf: 'The patient.',
  through: (system) => `Through system ${system}.`,
  onBehalfOf: (id) => `On behalf of ${id}.`,
  begunAt: (system) => `Requested in system ${system}.`,
  adopted: (service, operator) => `Adopted from service ${service} by ${operator}.`,

  valid: (from, until) => `Valid after this: from ${from} ${until}.`,
  closed: (from, until) => `It is no longer valid. It was valid from ${from} ${until}.`,
  never: 'It was never valid.',
  until: (time) => `until ${time}`,
  untilFurtherNotice: 'until further notice',

  check: 'Request for access',
  asked: (whom, place) =>
    `${whom} at ${place} asked for access to what other care providers have recorded about the patient.`,
  toRead: 'To be allowed to read.',
  yes: (by) => `Yes. ${by}`,
  yesEmergency: (by) => `Yes, in an emergency. ${by}`,
  byLine: (line) => `What was registered on line ${line} gave access.`,
  byConsent: (id) => `Registration ${id} gave access.`,
  no: 'No. No consent gave access.',
  refused: 'No. The system was not allowed to ask.',

  look_consents: 'The patient’s consents were shown',
  look_history: 'The history of a consent was shown',
  look_checks: 'Requests for access were shown',
  look_explanation: 'The answer to a request for access was explained',
  look_looks: 'The list of looks was shown',
  look_signOns: 'Sign-ins to the portal were shown',
  look_receipt: 'A receipt was issued',
  look_extract: 'An extract was made',
  look_change: 'Attempt to change a consent',
  look_check: 'Request for access',
  look_other: 'Data was shown',
  called: (contract) => `The call is named ${contract} in the log.`,
  ofCareProvider: (id) => `Care provider: ${id}.`,
  ofUnit: (id) => `Unit: ${id}.`,
  ofEmployee: (id) => `Employee: ${id}.`,
  system: (id) => `System ${id}.`,
  person: (id) => `${id}.`,
  commandLine: (user) => `${user}, on the service’s own computer.`,
  shown: 'It was shown.',
  shownCount: (count) => `It was shown. Number: ${count}.`,
  turnedAway: 'It was refused, and nothing was shown or changed.',

  opening: 'The patient was opened in the portal',
  openedIn: 'Somebody who works in health care opened the patient’s pages in the portal.',
  opener: (person, organisation) => `Person with id ${person}, from organisation ${organisation}.`,
  basis_HPMOTTATTSAMTYKKE: 'The patient had consented.',
  basis_HPAKUTT: 'It was an emergency.',
  basis_HPUNNTAK: 'Exemption by law.',
  opened: 'The pages were opened.',

  removed_checks: 'Requests for access were removed',
  removed_looks: 'Looks and refused calls were removed',
  removedDays: (first, last) =>
    `Everything of days from ${first} to ${last} (UTC) that was over for as long as it is kept, about whomever. Nobody can say any more whether some of it was about the patient.`,
  removedUnder: (authority) => `Authority: ${authority}`,
  removedWhy: 'The time that it is kept for was over.',
  removedOn: (day) => `Removed on ${day}.`,

  noReceipt:
    'None. No receipts are issued for pages that were opened in the portal, or for what was removed.',

  notIn: 'What is not here',
  notInJournal:
    'The health records are with the care providers, not in the consent service. Access is requested before anybody reads; what was ' +
    'then read is in the log of the care provider.',
  notInLists:
    'Lists of all consents of a care provider, and backups, name no single patient and are not included.',
  receipts: 'How to verify a receipt',
  receiptsAre: 'A receipt proves, without the register, that the line is in it.',
  receiptCall: 'Run this with Node, with the file that the line names and the register’s key:',
  receiptSource:
    'Have the tool verify-receipt.mjs and the key from somebody else than the one who gave you the extract.',
  key: 'KEY',
};
