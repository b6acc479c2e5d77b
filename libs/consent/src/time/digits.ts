const ZERO = 48;

/**
 * The whole number written at [start, end) in the text. The caller has already checked that only digits 0–9 stand
 * there; cutting out substrings to convert would cost more than everything else that is done with an id or a time.
 */
export const numberAt = (text: string, start: number, end: number): number => {
  let value = 0;
  for (let index = start; index < end; index += 1) value = value * 10 + text.charCodeAt(index) - ZERO;
  return value;
};
