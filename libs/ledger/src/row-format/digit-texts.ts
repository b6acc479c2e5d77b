const TEN_THOUSAND = 10_000;
const MILLION = 1_000_000;
const HUNDRED_MILLION = TEN_THOUSAND * TEN_THOUSAND;
const TWO_DIGITS = 100;
const LONGEST = 16;

/** Every number of four digits. To put texts of these together takes a third of what the engine takes to write a large number. */
const four = Array.from({ length: TEN_THOUSAND }, (_, number) => String(number).padStart(4, '0'));
const two = four.slice(0, TWO_DIGITS).map((text) => text.slice(2));

/** A number of up to 16 digits in as many digits as it is to have, with zeros before it. */
export function digitsOf(number: number, length: number): string {
  const [first, last] = halves(number, HUNDRED_MILLION);
  return `${eight(first)}${eight(last)}`.slice(LONGEST - length);
}

/** A whole number in its digits. */
export function textOf(number: number): string {
  if (Math.abs(number) < HUNDRED_MILLION) return String(number);
  const [first, last] = halves(Math.abs(number), HUNDRED_MILLION);
  return `${number < 0 ? '-' : ''}${first}${eight(last)}`;
}

/** The local time whose digits make a number of 14 digits. */
export function localTimeOf(number: number): string {
  const [day, time] = halves(number, MILLION);
  const [year, monthAndDay] = halves(day, TEN_THOUSAND);
  const [minutes, second] = halves(time, TWO_DIGITS);
  return `${four[year]}-${pair(monthAndDay, '-')}T${pair(minutes, ':')}:${two[second]}`;
}

const eight = (number: number): string =>
  four[Math.floor(number / TEN_THOUSAND)]! + four[number % TEN_THOUSAND]!;

const pair = (number: number, between: string): string =>
  two[Math.floor(number / TWO_DIGITS)]! + between + two[number % TWO_DIGITS]!;

const halves = (number: number, unit: number): [number, number] => [Math.floor(number / unit), number % unit];
