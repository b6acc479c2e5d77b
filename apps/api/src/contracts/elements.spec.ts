import 'reflect-metadata';
import type { DtoClass } from '../validation';
import { compilePlan } from '../validation';
import { seedTable } from './seed-table.cases';
import * as types from '../messages';

/** The elements of every contract in the order of its schema. */
const requests: Record<string, string> = {
  RegisterExtendedConsent:
    'assertionId assertionType scope patientId careProviderId careUnitId employeeId startDate endDate representedBy registrationAction',
  CancelExtendedConsent: 'assertionId cancellationAction',
  DeleteExtendedConsent: 'assertionId deletionAction',
  CheckConsent: 'accessingActor patientId',
  GetConsentsForPatient: 'careProviderId patientId',
  GetExtendedConsentsForPatient: 'careProviderId patientId getCancelledFlag',
  GetConsentsForCareProvider: 'careProviderId createdOnOrAfter getCancelledFlag cursor',
  GetAllExtendedConsentsForPatient: 'patientId getCancelledFlag',
  EndConsentByPatient: 'assertionId patientId representedById endDateTime',
};

const action = 'requestDate requestedBy registrationDate registeredBy reasonText?';

/** The elements of every type in the order of its schema; those with `?` may be left out. */
const elements: readonly (readonly [DtoClass, string])[] = [
  [types.IIType, 'root extension'],
  [types.ResultType, 'resultCode resultText?'],
  [types.ActorType, 'employeeId assignmentId? assignmentName?'],
  [types.AccessingActorType, 'employeeId careProviderId careUnitId'],
  [types.ActionType, action],
  [types.RegistrationActionType, action],
  [types.ClosingActionType, action],
  [
    types.PDLAssertionType,
    'assertionId assertionType scope careProviderId careUnitId employeeId? startDate endDate? ownerId? patientId',
  ],
  [
    types.ExtendedPDLAssertionType,
    'pDLAssertion representedBy? registrationInfo cancellationInfo? deletionInfo?',
  ],
  [types.CancelledAssertionType, 'assertionId cancellationDate'],
  [types.GetConsentsResultType, 'result pdlAssertions'],
  [types.GetExtendedConsentsResultType, 'result pdlAssertions'],
  [types.GetAllAssertionsResultType, 'result moreOnOrAfter hasMore assertions cancelledAssertions'],
  [types.CheckResultType, 'result hasConsent assertionType?'],
];

interface Documentation {
  readonly required?: boolean;
  readonly description?: string;
}

const documentationOf = (type: DtoClass, name: string) =>
  Reflect.getMetadata('swagger/apiModelProperties', type.prototype as object, name) as Documentation;

/** The properties that the documentation page shows, in its order. */
const documented = (type: DtoClass): string[] => {
  const names = Reflect.getMetadata('swagger/apiModelPropertiesArray', type.prototype as object) as string[];
  return names.map((name) => name.slice(1));
};

it.each(seedTable)('$contract has the elements of its schema, documented', ({ contract, dto }) => {
  const plan = compilePlan(dto);
  expect(plan.fields.map(({ name }) => name).join(' ')).toBe(requests[contract]);
  expect(documented(dto).join(' ')).toBe(requests[contract]);
  for (const { name } of plan.fields) expect(documentationOf(dto, name).description).toMatch(/\.$/);
});

it.each(elements)('%p has the elements of its schema', (type, expected) => {
  const names = documented(type).map((name) =>
    documentationOf(type, name).required !== false ? name : `${name}?`,
  );
  expect(names.join(' ')).toBe(expected);
});
