import { familyOf, type ErrorCode, type ErrorFamily } from '#platform';

const ofFamily: Readonly<Record<ErrorFamily, number>> = { AUT: 403, KJF: 400, KJX: 503, KJS: 503 };

/** The codes that are not answered as the rest of their family. */
const ofCode: Partial<Readonly<Record<ErrorCode, number>>> = {
  'KJF-000104': 403,
  'KJF-000105': 404,
  'KJF-000108': 415,
  'KJF-000110': 421,
  'KJF-000111': 408,
  'KJF-000112': 415,
  'KJF-000113': 431,
  'KJF-000151': 404,
  'KJF-000154': 404,
  'KJF-000155': 413,
  'KJF-000156': 404,
  'KJF-000161': 403,
  'KJF-000162': 403,
  'KJF-000165': 403,
  'KJF-000166': 403,
  'KJF-000167': 409,
  'KJF-000168': 410,
  'KJX-000001': 502,
  'KJX-000002': 403,
  'KJS-000001': 500,
};

/** The HTTP status of the page that shows a code. */
export const httpStatusOf = (code: ErrorCode): number => ofCode[code] ?? ofFamily[familyOf(code)];
