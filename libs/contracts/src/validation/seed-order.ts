/**
 * The order in which the faults of one request are listed: row by row as in the national service's table of response codes,
 * and within a row in the order of its bullets.
 */
export const rows = [
  'uuid',
  'actor',
  'value',
  'mandatory',
  'actor id length',
  'identity kind',
  'identity format',
  'identity match',
  'id format',
  'span',
  'length',
  'time',
] as const;

export type Row = (typeof rows)[number];

const action = (name: string): string[] => [
  name,
  `${name}.requestDate`,
  `${name}.requestedBy`,
  `${name}.registrationDate`,
  `${name}.registeredBy`,
  `${name}.requestedBy.employeeId`,
  `${name}.registeredBy.employeeId`,
  `${name}.requestedBy.assignmentId`,
  `${name}.registeredBy.assignmentId`,
  `${name}.requestedBy.assignmentName`,
  `${name}.registeredBy.assignmentName`,
  `${name}.reasonText`,
];

/** The elements that the table lists, and then our own. It lists patientId's extension before its root, and representedBy's after. */
const elements = [
  'assertionId',
  'assertionType',
  'scope',
  'accessingActor',
  'patientId',
  'patientId.extension',
  'patientId.root',
  'accessingActor.employeeId',
  'accessingActor.careProviderId',
  'accessingActor.careUnitId',
  'careProviderId',
  'careUnitId',
  'employeeId',
  'startDate',
  'endDate',
  'representedBy',
  'representedBy.root',
  'representedBy.extension',
  'representedById',
  'representedById.root',
  'representedById.extension',
  ...action('registrationAction'),
  ...action('cancellationAction'),
  ...action('deletionAction'),
  'endDateTime',
  'createdOnOrAfter',
  'getCancelledFlag',
  'cursor',
  'validAt',
  'knownAt',
  'from',
  'to',
  'callerId',
  'correlationId',
  'hasConsent',
  'oldestFirst',
  'questions',
];

const places: ReadonlyMap<string, number> = new Map(elements.map((element, place) => [element, place]));

/** The element's place within a row. One that is not listed comes behind those that are, in the order of declaration. */
export const placeOf = (element: string): number => places.get(element) ?? elements.length;

export const rowNumber = (row: Row): number => rows.indexOf(row);
