export { archiveLines } from './export/archive-lines';
export { endsOf, extentOf, type Ends } from './export/archived-events';
export { ArchiveFile } from './file/archive-file';
export { NewFile, writeLines } from './file/write-file';
export type { Header } from './format/header';
export type { Trailer } from './format/seal';
export { importArchive, type Imported } from './import/import-archive';
export type { Logs, Progress, RestorableLogs, Watch } from './logs';
export { ImportNotVerified, UnusableArchive } from './unusable-archive';
