export type { ExtractEntry, Opening } from './extract-entry';
export { extractLines, type ExtractLine } from './extract-line';
export { extractPage, type ExtractPage, type PageLine } from './extract-page';
export { extractRecord, type ExtractRecord } from './extract-record';
export { gatherExtract, type ExtractSources } from './gather-extract';
export { extractLanguages, extractWords, type ExtractLanguage } from './words';
export { lookedAt, type LookedAt } from './looked-at';
