import { type ConformanceCase } from '../cases';
import { sourceInWords } from './summary';

/** The cases, for `--list`: a line with the id, and one with what must hold. */
export const listInText = (cases: readonly ConformanceCase[]): string =>
  cases.map((one) => `${one.id}\n    ${one.rule}\n    From: ${sourceInWords({ case: one })}\n`).join('');
