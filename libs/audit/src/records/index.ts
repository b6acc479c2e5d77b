export { dateOf, dayOf, streamOfDay, type Day, type TimeSpan } from './days';
export { MAX_BATCH, RecordBatch } from './record-batch';
export type { RecordKind } from './record-kind';
export { openRecordLog, type RecordLog, type RecordLogMode } from './record-log';
export type { RecordWitness } from './record-writer';
export {
  readRecords,
  type PlacedRecord,
  type ReadRecordsOptions,
  type RecordOrder,
  type RecordPlace,
} from './read-records';
export { formatRecordPlace, parseRecordPlace } from './record-place';
export { runsOfDays, type RunOfDays } from './runs-of-days';
export { searchedSpan } from './searched-span';
export { dayInStream, demandRecords, RecordsRemoved, removalIn, type Removed } from './removed-records';
