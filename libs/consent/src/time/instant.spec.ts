import fc from 'fast-check';
import { formatInstant, parseInstant } from './instant';

const anyInstant = fc.integer({ min: Date.UTC(1900, 0, 1), max: Date.UTC(9999, 11, 31, 23, 59, 59, 999) });

describe('an instant as text', () => {
  it('is what the platform writes, and is read back', () => {
    fc.assert(
      fc.property(anyInstant, (epochMs) => {
        const text = formatInstant(epochMs);
        expect(text).toBe(new Date(epochMs).toISOString());
        expect(parseInstant(text)).toBe(epochMs);
      }),
      { numRuns: 2000 },
    );
  });

  it('has the same order as the instants', () => {
    fc.assert(
      fc.property(anyInstant, anyInstant, (a, b) => {
        expect(formatInstant(a) < formatInstant(b)).toBe(a < b);
      }),
    );
  });

  it('drops what is less than a millisecond', () => {
    expect(formatInstant(0.9)).toBe('1970-01-01T00:00:00.000Z');
    expect(formatInstant(-0.1)).toBe('1969-12-31T23:59:59.999Z');
  });

  it('begins with year 0000 and ends with year 9999', () => {
    const first = '0000-01-01T00:00:00.000Z';
    const last = '9999-12-31T23:59:59.999Z';
    expect(formatInstant(parseInstant(first))).toBe(first);
    expect(formatInstant(parseInstant(last))).toBe(last);
    expect(() => formatInstant(parseInstant(last) + 1)).toThrow(RangeError);
    expect(() => formatInstant(parseInstant(first) - 1)).toThrow(RangeError);
  });

  it.each([NaN, Infinity, -Infinity])('is not written for %s', (epochMs) => {
    expect(() => formatInstant(epochMs)).toThrow(RangeError);
  });

  it.each([
    '',
    '2026-02-30T00:00:00.000Z',
    '2026-01-01T24:00:00.000Z',
    '2026-01-01T00:00:60.000Z',
    '2026-01-01T00:00:00Z',
    '2026-01-01T00:00:00.000',
    '2026-01-01T00:00:00.000+00:00',
    ' 2026-01-01T00:00:00.000Z',
    '2026-01-01T00:00:00.000Z\n',
  ])('is not read from %j', (text) => {
    expect(() => parseInstant(text)).toThrow(RangeError);
  });
});
