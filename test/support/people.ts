const PERSONNUMMER = '1.2.752.129.2.1.3.1';
const BIRTH_NUMBERS = 999;

export interface Person {
  readonly root: string;
  readonly extension: string;
}

/** A made-up person, another one for each whole number: born on a day from 1900 on, with a check digit that is right. */
export function person(number: number): Person {
  const birthday = new Date(Date.UTC(1900, 0, 1 + Math.floor(number / BIRTH_NUMBERS)));
  const date = birthday.toISOString().slice(0, 10).replaceAll('-', '');
  const birthNumber = String(1 + (number % BIRTH_NUMBERS)).padStart(3, '0');
  const digits = date + birthNumber;
  return { root: PERSONNUMMER, extension: digits + checkDigit(digits.slice(2)) };
}

export function checkDigit(nineDigits: string): number {
  const products = [...nineDigits].map((digit, index) => Number(digit) * (index % 2 === 0 ? 2 : 1));
  const sum = products.reduce((total, product) => total + Math.floor(product / 10) + (product % 10), 0);
  return (10 - (sum % 10)) % 10;
}
