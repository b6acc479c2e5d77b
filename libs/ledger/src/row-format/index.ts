export { jsonRows, rowsByWords, type RowFormat } from './row-format';
export { UnreadableRow } from './row-reader';
export { NO_WORDS, type RowWords } from './words';
