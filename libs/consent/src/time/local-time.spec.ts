import fc from 'fast-check';
import { formatInstant, parseInstant } from './instant';
import { formatLocalTime, isTooEarly, parseBeginning, parseLocalTime } from './local-time';

const HOUR = 3_600_000;

const utcOf = (text: string): string | null => {
  const epochMs = parseLocalTime(text);
  return epochMs === null ? null : formatInstant(epochMs);
};

const stockholm = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Stockholm',
  dateStyle: 'short',
  timeStyle: 'medium',
});

const wholeSeconds = (firstYear: number, lastYear: number) =>
  fc
    .integer({ min: Date.UTC(firstYear, 0, 1) / 1000, max: Date.UTC(lastYear, 11, 31) / 1000 })
    .map((seconds) => seconds * 1000);

describe('a local time that is read', () => {
  it.each([
    ['in winter', '2026-01-15T12:00:00', '2026-01-15T11:00:00.000Z'],
    ['in summer', '2026-07-15T12:00:00', '2026-07-15T10:00:00.000Z'],
    ['just before the clock moves forward', '2026-03-29T01:59:59', '2026-03-29T00:59:59.000Z'],
    ['that does not exist, and moves forward', '2026-03-29T02:30:00', '2026-03-29T01:30:00.000Z'],
    ['just after the clock moved forward', '2026-03-29T03:00:00', '2026-03-29T01:00:00.000Z'],
    ['just before the repeated hour', '2026-10-25T01:59:59', '2026-10-24T23:59:59.000Z'],
    ['in the repeated hour: the first', '2026-10-25T02:30:00', '2026-10-25T00:30:00.000Z'],
    ['just after the repeated hour', '2026-10-25T03:00:00', '2026-10-25T02:00:00.000Z'],
    ['on a leap day', '2024-02-29T00:00:00', '2024-02-28T23:00:00.000Z'],
    ['before the present rule, in October', '1995-10-10T12:00:00', '1995-10-10T11:00:00.000Z'],
    ['before the present rule, skipped', '1990-03-25T02:30:00', '1990-03-25T01:30:00.000Z'],
    ['before the present rule, repeated', '1990-09-30T02:30:00', '1990-09-30T00:30:00.000Z'],
    ['before summer time was known', '1910-07-01T12:00:00', '1910-07-01T11:00:00.000Z'],
    ['first of all', '1900-01-01T00:00:00', '1899-12-31T23:00:00.000Z'],
    ['last of all', '9999-12-31T23:59:59.999', '9999-12-31T22:59:59.999Z'],
    ['at the end of a day: the next midnight', '2026-07-15T24:00:00', '2026-07-15T22:00:00.000Z'],
    ['at the end of a day, with a fraction', '2026-02-28T24:00:00.000', '2026-02-28T23:00:00.000Z'],
    ['at the end of a day, with Z', '2024-02-28T24:00:00Z', '2024-02-29T00:00:00.000Z'],
    ['past the last of all: the last', '9999-12-31T23:59:59Z', '9999-12-31T22:59:59.999Z'],
    ['far past the last of all', '9999-12-31T23:59:59-14:00', '9999-12-31T22:59:59.999Z'],
    ['at the end of the last day', '9999-12-31T24:00:00', '9999-12-31T22:59:59.999Z'],
    ['with Z', '2026-07-15T12:00:00Z', '2026-07-15T12:00:00.000Z'],
    ['with an offset ahead', '2026-07-15T12:00:00+05:30', '2026-07-15T06:30:00.000Z'],
    ['with an offset behind', '2026-07-15T12:00:00-14:00', '2026-07-16T02:00:00.000Z'],
    ['with a fraction', '2026-07-15T12:00:00.5', '2026-07-15T10:00:00.500Z'],
    ['with two digits', '2026-07-15T12:00:00.05', '2026-07-15T10:00:00.050Z'],
    ['with nine digits, cut', '2026-07-15T12:00:00.999999999', '2026-07-15T10:00:00.999Z'],
    ['with more digits, cut', '2026-07-15T12:00:00.1234567890123+02:00', '2026-07-15T10:00:00.123Z'],
    ['with a fraction and Z', '2026-07-15T12:00:00.25Z', '2026-07-15T12:00:00.250Z'],
    ['with a fraction and an offset', '2026-07-15T12:00:00.123456+01:00', '2026-07-15T11:00:00.123Z'],
  ])('%s', (_, text, utc) => {
    expect(utcOf(text)).toBe(utc);
  });

  it.each([
    '',
    '2026-07-15',
    '2026-07-15T12:00',
    '2026-07-15 12:00:00',
    '2026-07-15t12:00:00',
    '2026-07-15T12:00:00z',
    '2026-07-15T12:00:00,5',
    '2026-07-15T12:00:00.',
    `2026-07-15T12:00:00.${'1'.repeat(41)}`,
    '2026-07-15T12:00:00+0100',
    '2026-07-15T12:00:00+01',
    '2026-07-15T12:00:00+14:01',
    '2026-07-15T12:00:00+15:00',
    '2026-07-15T12:00:00+01:60',
    '2026-07-15T24:00:01',
    '2026-07-15T24:01:00',
    '2026-07-15T24:00:00.001',
    '2026-02-29T24:00:00',
    '2026-07-15T25:00:00',
    '2026-07-15T23:60:00',
    '2026-12-31T23:59:60Z',
    '2026-02-29T12:00:00',
    '1900-02-29T12:00:00',
    '2026-04-31T12:00:00',
    '2026-13-01T12:00:00',
    '2026-00-01T12:00:00',
    '2026-01-00T12:00:00',
    '1899-12-31T23:59:59',
    '1900-01-01T00:00:00+14:00',
    '0001-01-01T00:00:00',
    '9999-12-32T00:00:00',
    '+12026-07-15T12:00:00',
    '12026-07-15T12:00:00',
    '-2026-07-15T12:00:00',
    ' 2026-07-15T12:00:00',
    '2026-07-15T12:00:00\n',
    '２０２６-07-15T12:00:00',
  ])('is not %j', (text) => {
    expect(parseLocalTime(text)).toBeNull();
  });

  it('is a number that can be written, or null, for any text', () => {
    const digit = fc.constantFrom(...'0123456789');
    const nearly = fc
      .tuple(
        fc.array(digit, { minLength: 14, maxLength: 14 }),
        fc.constantFrom('', 'Z', '+02:00', '.5', '-14:00'),
      )
      .map(([d, end]) => {
        const [date, clock] = [d.slice(0, 8).join(''), d.slice(8).join('')];
        return `${date.replace(/(....)(..)/, '$1-$2-')}T${clock.replace(/(..)(..)/, '$1:$2:')}${end}`;
      });
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), nearly), (text) => {
        const epochMs = parseLocalTime(text);
        if (epochMs === null) return;
        expect(parseInstant(formatInstant(epochMs))).toBe(epochMs);
        expect(formatLocalTime(epochMs)).toHaveLength(19);
      }),
      { numRuns: 5000 },
    );
  });
});

describe('a local time that is written', () => {
  it.each([
    ['2026-01-15T11:00:00.000Z', '2026-01-15T12:00:00'],
    ['2026-07-15T10:00:00.999Z', '2026-07-15T12:00:00'],
    ['2026-03-29T00:59:59.999Z', '2026-03-29T01:59:59'],
    ['2026-03-29T01:00:00.000Z', '2026-03-29T03:00:00'],
    ['2026-10-25T00:30:00.000Z', '2026-10-25T02:30:00'],
    ['2026-10-25T01:30:00.000Z', '2026-10-25T02:30:00'],
    ['2026-12-31T23:00:00.000Z', '2027-01-01T00:00:00'],
    ['1969-12-31T22:59:59.500Z', '1969-12-31T23:59:59'],
    ['1899-12-31T23:00:00.000Z', '1900-01-01T00:00:00'],
    ['9999-12-31T22:59:59.999Z', '9999-12-31T23:59:59'],
  ])('%s is %s', (utc, text) => {
    expect(formatLocalTime(parseInstant(utc))).toBe(text);
  });

  it.each([
    NaN,
    Infinity,
    parseInstant('1899-12-31T22:59:59.999Z'),
    parseInstant('9999-12-31T23:00:00.000Z'),
  ])('is refused for %d', (epochMs) => {
    expect(() => formatLocalTime(epochMs)).toThrow(RangeError);
  });

  it('is what Intl writes', () => {
    fc.assert(
      fc.property(wholeSeconds(1901, 9998), (epochMs) => {
        expect(formatLocalTime(epochMs)).toBe(stockholm.format(epochMs).replace(' ', 'T'));
      }),
      { numRuns: 2000 },
    );
  });

  it('is read back as the same whole second, but for the second showing of the repeated hour', () => {
    fc.assert(
      fc.property(fc.oneof(wholeSeconds(1981, 2100), wholeSeconds(1901, 9998)), (epochMs) => {
        const text = formatLocalTime(epochMs);
        const isSecondShowing = formatLocalTime(epochMs - HOUR) === text;
        expect(parseLocalTime(text)).toBe(isSecondShowing ? epochMs - HOUR : epochMs);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('a time to begin from', () => {
  const first = parseLocalTime('1900-01-01T00:00:00')!;

  it.each([
    '0001-01-01T00:00:00',
    '0000-12-31T24:00:00Z',
    '1899-12-31T23:59:59',
    '1900-01-01T00:00:00+14:00',
  ])('is the beginning when it is %s', (text) => {
    expect(parseBeginning(text)).toBe(first);
    expect(parseLocalTime(text)).toBeNull();
    expect(isTooEarly(text)).toBe(true);
  });

  it.each(['0001-02-29T00:00:00', '0001-01-01', '', '1899-12-31T24:00:01'])('is none: %j', (text) => {
    expect(parseBeginning(text)).toBeNull();
    expect(isTooEarly(text)).toBe(false);
  });

  it('is any other time as it is read', () => {
    fc.assert(
      fc.property(wholeSeconds(1901, 9998), (epochMs) => {
        const text = formatLocalTime(epochMs);
        expect(parseBeginning(text)).toBe(parseLocalTime(text));
        expect(isTooEarly(text)).toBe(false);
      }),
    );
  });
});

describe('every form of one instant', () => {
  const zone = fc.constantFrom('Z', '+00:00', '+02:00', '-14:00', '+13:59');

  it('is the same instant: the end of a day is the midnight of the next', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 40_000 }),
        fc.option(zone, { nil: '' }),
        fc.nat(12),
        (day, end, zeros) => {
          const dateOf = (days: number) => new Date(days * 24 * HOUR).toISOString().slice(0, 10);
          const fraction = zeros > 0 ? `.${'0'.repeat(zeros)}` : '';
          const midnight = parseLocalTime(`${dateOf(day + 1)}T00:00:00${end}`);
          expect(midnight).not.toBeNull();
          expect(parseLocalTime(`${dateOf(day)}T24:00:00${fraction}${end}`)).toBe(midnight);
        },
      ),
    );
  });

  it('is the same instant however many digits its fraction has', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9), { minLength: 3, maxLength: 40 }), (digits) => {
        const milliseconds = Number(digits.slice(0, 3).join(''));
        expect(parseLocalTime(`2026-07-15T12:00:00.${digits.join('')}Z`)).toBe(
          Date.UTC(2026, 6, 15, 12, 0, 0, milliseconds),
        );
      }),
    );
  });
});
