export type { Assertion } from './assertion';
export { careProviderProjection } from './care-provider/care-provider.projection';
export type { CareProviderRow, CareProviderRows } from './care-provider/care-provider.projection';
export { consentsForCareProvider } from './care-provider/care-provider.query';
export type {
  CancelledAssertion,
  CareProviderPage,
  CareProviderQuestion,
} from './care-provider/care-provider.query';
export { consentChanges, decodeChangeCursor, encodeChangeCursor } from './care-provider/changes.query';
export type {
  ChangeCursor,
  ChangesPage,
  ChangesQuestion,
  ConsentChangeAt,
} from './care-provider/changes.query';
export { ConsentsByChanges } from './care-provider/consents-by-changes';
export type { HeldConsent } from './care-provider/consents-by-changes';
export { storedConsents } from './care-provider/stored-consents.query';
export type { StoredConsent, StoredConsentsQuestion } from './care-provider/stored-consents.query';
export { decodeCursor, encodeCursor } from './care-provider/cursor';
export type { Cursor } from './care-provider/cursor';
export { checkProjection } from './check/check.projection';
export { checkKey } from './check/checked-place';
export type { CheckRow, CheckRows } from './check/checked-place';
export { checkConsent } from './check/check.query';
export type { Asked, CheckAnswer, CheckQuestion } from './check/check.query';
export { patientProjection } from './patient/patient.projection';
export type { PatientRow, PatientRows } from './patient/patient.projection';
export { consentsForPatient, extendedConsentsForPatient, UNBOUNDED } from './patient/patient.query';
export type {
  ConsentList,
  ExtendedAssertion,
  ExtendedPatientQuestion,
  PatientQuestion,
} from './patient/patient.query';
export type { Change, Key, Projection, RowReader, Rows } from './projection';
export { RowsInMemory } from './rows-in-memory';
export { isUnreadableMark } from './unreadable';
