export { BrokenHistory, consentHistory } from './consent-history';
export type { ConsentHistory, HistoryEntry } from './consent-history';
export type { Identities } from './identities';
export { identityInWords } from './identities';
export { actionOf, consentInWords, entryInWords, happening } from './in-words';
export { historyRecord, type HistoryRecord } from './record';
export { careProviderHistories, isWithin, patientHistories, type Period } from './timelines';
export { timelinePicture, type TimelinePicture } from './picture/timeline-picture';
export { localTime } from './times';
