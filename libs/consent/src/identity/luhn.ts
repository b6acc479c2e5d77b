const ZERO = 48;
const NINE = 57;

/** A digit counts as itself and any other character as its character code, as the national reserve id has it. */
const valueOf = (code: number): number => (code >= ZERO && code <= NINE ? code - ZERO : code);

const digitSum = (value: number): number => {
  let sum = 0;
  for (let rest = value; rest > 0; rest = Math.floor(rest / 10)) sum += rest % 10;
  return sum;
};

/**
 * Whether the last character is the Luhn check digit of the characters from `start` up to it: every second one is
 * doubled, beginning beside the check digit, and the decimal digits of all the products are summed.
 */
export const hasLuhnDigit = (text: string, start: number): boolean => {
  const checkAt = text.length - 1;
  let sum = 0;
  let weight = 2;
  for (let index = checkAt - 1; index >= start; index -= 1) {
    sum += digitSum(valueOf(text.charCodeAt(index)) * weight);
    weight = 3 - weight;
  }
  return valueOf(text.charCodeAt(checkAt)) === (10 - (sum % 10)) % 10;
};
