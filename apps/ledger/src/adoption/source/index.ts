export { OtherService } from './other-service';
export { personIn } from './person-in';
export { readList, type ListedConsent, type SourceList } from './read-list';
export { readPatient, type PatientConsents } from './read-patient';
