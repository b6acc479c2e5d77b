import * as fc from 'fast-check';
import type { ValidationArguments } from 'class-validator';
import type { Rule } from './rule';
import { Choice, Uuid } from './rules/plain-values';
import { HsaIdFormat, IdentityFormat, IdentityKindExists, IdentityMatchesKind } from './rules/identities';
import { Mandatory } from './rules/presence';
import { MaxLength, PrintableText } from './rules/texts';
import { IsTime, MandatoryTime, Span } from './rules/times';
import { isAbsent, isMissing } from './values';

const argsOf = (value: unknown, constraints: unknown[], object: object = {}): ValidationArguments => ({
  value,
  constraints,
  object,
  targetName: '',
  property: '',
});

const allows = (rule: Rule, value: unknown, ...constraints: unknown[]): boolean =>
  rule.validate(value, argsOf(value, constraints));

const twoDigits = (max: number, min = 1) => fc.integer({ min, max }).map((n) => String(n).padStart(2, '0'));

const time = fc
  .tuple(
    fc.integer({ min: 1900, max: 9999 }),
    twoDigits(12),
    twoDigits(28),
    twoDigits(23, 0),
    twoDigits(59, 0),
  )
  .map(([year, month, day, hour, minute]) => `${year}-${month}-${day}T${hour}:${minute}:00`);

const nothing = fc.constantFrom(undefined, null, '', ' ', '\t\n', '\u00a0');
const noText = fc.jsonValue().filter((value) => typeof value !== 'string');
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'.split('');
const from = (characters: string[], minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...characters), minLength, maxLength });
const digits = letters.slice(-10);

describe('The rules of ids and words', () => {
  it('know what is missing', () => {
    fc.assert(fc.property(nothing, (value) => !allows(new Mandatory(), value)));
    fc.assert(fc.property(fc.string(), (text) => allows(new Mandatory(), text) === /\S/.test(text)));
    fc.assert(fc.property(noText, (value) => allows(new Mandatory(), value) === (value !== null)));
  });

  it('accept every UUID in any case, and nothing else', () => {
    fc.assert(fc.property(fc.uuid(), (id) => allows(new Uuid(), id) && allows(new Uuid(), id.toUpperCase())));
    fc.assert(
      fc.property(fc.uuid(), fc.nat(35), (id, at) => !allows(new Uuid(), id.slice(0, at) + id.slice(at + 1))),
    );
    fc.assert(fc.property(fc.oneof(nothing, noText), (value) => !allows(new Uuid(), value)));
  });

  it('accept the contract’s own words only', () => {
    fc.assert(fc.property(fc.anything(), (value) => !allows(new Choice(), value, 'Consent', 'Emergency')));
    expect(allows(new Choice(), 'Consent', 'Consent', 'Emergency')).toBe(true);
  });

  it('accept HSA-ids up to the length they are told', () => {
    const id = fc
      .tuple(from(letters.slice(0, 26), 2, 6), fc.constantFrom(10, 12), from(letters, 1, 30))
      .chain(([country, length, rest]) =>
        from(digits, length, length).map((number) => `${country}${number}-${rest}`),
      );
    fc.assert(fc.property(id, (text) => allows(new HsaIdFormat(), text, isMissing, Infinity)));
    fc.assert(
      fc.property(id, (text) => allows(new HsaIdFormat(), text, isMissing, 32) === text.length <= 32),
    );
    fc.assert(
      fc.property(id, (text) => !allows(new HsaIdFormat(), text.replace('-', ''), isMissing, Infinity)),
    );
    fc.assert(
      fc.property(noText, (value) => allows(new HsaIdFormat(), value, isMissing, 32) === (value === null)),
    );
  });
});

describe('The rules of times and texts', () => {
  it('are silent about what is missing, or only about what is absent', () => {
    for (const rule of [new HsaIdFormat(), new IsTime()]) {
      fc.assert(fc.property(nothing, (value) => allows(rule, value, isMissing, 32)));
      fc.assert(fc.property(nothing, (value) => allows(rule, value, isAbsent, 32) === isAbsent(value)));
    }
  });

  it('accept times that exist', () => {
    fc.assert(
      fc.property(time, (text) => allows(new IsTime(), text, isAbsent) && allows(new MandatoryTime(), text)),
    );
    fc.assert(fc.property(time, (text) => !allows(new IsTime(), text.slice(0, -1), isAbsent)));
    fc.assert(fc.property(fc.oneof(nothing, noText), (value) => !allows(new MandatoryTime(), value)));
  });

  it('refuse a span that ends before it starts', () => {
    const isSpan = (startDate: unknown, endDate: unknown): boolean =>
      new Span().validate(endDate, argsOf(endDate, ['startDate'], { startDate, endDate }));
    fc.assert(fc.property(time, time, (start, end) => isSpan(`${start}Z`, `${end}Z`) === start <= end));
    fc.assert(fc.property(time, (text) => isSpan(text, text)));
    fc.assert(
      fc.property(time, fc.oneof(nothing, noText), (text, none) => isSpan(text, none) && isSpan(none, text)),
    );
  });

  it('count characters, not surrogates', () => {
    const text = fc.string({ unit: 'binary', maxLength: 12 });
    fc.assert(
      fc.property(
        text,
        fc.nat(12),
        (t, max) => allows(new MaxLength(), t, max) === Array.from(t).length <= max,
      ),
    );
    fc.assert(fc.property(noText, (value) => allows(new MaxLength(), value, 1)));
  });

  it('accept the characters that XML can carry', () => {
    const printable = (value: unknown) => allows(new PrintableText(), value, isMissing);
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), printable));
    const unprintable = fc.constantFrom('\u0000', '\u001f', '\ud800', '\udc00', '\ufffe', '\uffff');
    fc.assert(fc.property(fc.string(), unprintable, fc.string(), (a, bad, b) => !printable(a + bad + b)));
    fc.assert(fc.property(noText, (value) => printable(value) === (value === null)));
  });
});

describe('Of an identity', () => {
  const rules = [new IdentityKindExists(), new IdentityFormat(), new IdentityMatchesKind()] as const;
  const [kind, format, match] = rules;
  const faultsOf = (root: unknown, extension: unknown): Rule[] => {
    const object = { root, extension };
    const values = new Map<Rule, unknown>([
      [kind, root],
      [format, extension],
      [match, root],
    ]);
    return rules.filter((rule) => !rule.validate(values.get(rule), argsOf(values.get(rule), [], object)));
  };
  const PERSONNUMMER = '1.2.752.129.2.1.3.1';

  it('at most one rule speaks, and none about what is missing', () => {
    const root = fc.oneof(fc.constant(PERSONNUMMER), fc.constant('1.2.752.74.9.1'), nothing, fc.jsonValue());
    const extension = fc.oneof(fc.constantFrom('191212121212', '22950606FH20', '1'), nothing, fc.jsonValue());
    fc.assert(fc.property(root, extension, (r, e) => faultsOf(r, e).length <= 1));
    fc.assert(fc.property(root, nothing, (r, e) => !faultsOf(r, e).includes(format)));
    fc.assert(fc.property(nothing, extension, (r, e) => faultsOf(r, e).length === 0));
  });

  it('each rule has its own fault', () => {
    expect(faultsOf(PERSONNUMMER, '191212121212')).toEqual([]);
    expect(faultsOf('1.2.3', '191212121212')).toEqual([kind]);
    expect(faultsOf(PERSONNUMMER, '191212121210')).toEqual([format]);
    expect(faultsOf(PERSONNUMMER, 191212121212)).toEqual([format]);
    expect(faultsOf(PERSONNUMMER, '197010632391')).toEqual([match]);
    expect(faultsOf(17, '191212121212')).toEqual([kind]);
  });
});
