import fc from 'fast-check';
import { formatRecordPlace, parseRecordPlace } from './record-place';

const number = fc.nat({ max: 999_999_999_999_999 });
const place = fc.record({ day: fc.nat({ max: 2_000_000 }), revision: number, index: number });

it('a place is written as a day, a batch and a place in it', () => {
  const written = formatRecordPlace({ day: 20_514, revision: 17, index: 0 });
  expect(written).toBe('2026-03-02/17/0');
});

it('what is written is read as the same place', () => {
  fc.assert(fc.property(place, (one) => expect(parseRecordPlace(formatRecordPlace(one))).toEqual(one)));
});

it.each([
  '',
  '2026-03-02',
  '2026-03-02/0',
  '2026-03-02/0/0/0',
  '2026-03-02/00/0',
  '2026-03-02/-1/0',
  '2026-02-30/0/0',
  '2026-13-01/0/0',
  '2026-03-02/0/1e3',
  ' 2026-03-02/0/0',
  '2026-03-02/0/0\n',
])('%j is no place', (text) => expect(parseRecordPlace(text)).toBeNull());
