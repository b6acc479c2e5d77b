import * as fc from 'fast-check';
import { isPrintable, masked, shown } from './echo';

describe('What a caller sent', () => {
  it('is shown as it is when it is short and printable', () => {
    fc.assert(fc.property(fc.string({ maxLength: 100 }), (text) => shown(text) === text));
  });

  it('is always short, and always printable', () => {
    const anything = fc.oneof(
      fc.anything({ withNullPrototype: true }),
      fc.string({ unit: 'binary', minLength: 90, maxLength: 300 }),
    );
    fc.assert(
      fc.property(anything, (value) => {
        fc.pre(typeof value !== 'symbol');
        return Array.from(shown(value)).length <= 100 && isPrintable(shown(value));
      }),
    );
    expect(shown('x'.repeat(101))).toBe('x'.repeat(100));
    expect(shown('😀'.repeat(101))).toBe('😀'.repeat(100));
  });

  it('is told by its shape when it is no text', () => {
    expect([undefined, null, 17, true, [1], { toString: 1 }].map(shown)).toEqual([
      '',
      '',
      '17',
      'true',
      '[…]',
      '{…}',
    ]);
  });

  it('leaves nothing for the log', () => {
    fc.assert(fc.property(fc.anything(), (value) => masked(value) === '…'));
  });
});
