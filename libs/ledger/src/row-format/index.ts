export { jsonRows, rowsByWords, type RowFormat } from './row-format';
export { UnreadableRow } from './demands';
export { NO_WORDS, type RowWords } from './words';
