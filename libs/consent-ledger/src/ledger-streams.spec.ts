import * as fc from 'fast-check';
import { ConfigError, readConfig } from '#platform';
import { ledgerScope } from './ledger-streams';

const scopeOf = (prefix?: string) => ledgerScope(readConfig({ STREAM_PREFIX: prefix }));
const CONSENT = 'consent-0f0e0d0c-0b0a-4900-8807-060504030201';

describe('The streams of a ledger', () => {
  it.each([
    CONSENT,
    'request-0f0e0d0c-0b0a-4900-8807-060504030201',
    'audit-decisions-2026-03-02',
    'audit-accesses-2026-03-02',
    'audit-checkpoints',
    'audit-decision-checkpoints',
    'audit-cosigned-checkpoints',
    'audit-cosigned-decision-checkpoints',
    'audit-stamped-checkpoints',
    'audit-stamped-decision-checkpoints',
    'audit-losses',
    'audit-ledger',
    'audit-webhook-0f0e0d0c-0b0a-4900-8807-060504030201',
    'webhooks',
    'review-2026-03',
    'review-2026-03-SE165565594230-1000',
    'legal-holds',
    'records-removed',
    `ticket-${'a'.repeat(64)}`,
    'account-0f0e0d0c-0b0a-5900-8807-060504030201',
    'sign-on-2026-03-02',
    'patient-opening-2026-03-02',
  ])('have names such as %s', (name) => expect(scopeOf().owns(name)).toBe(true));

  it.each([
    'orders-1',
    'consent-1',
    `x${CONSENT}`,
    `${CONSENT}-x`,
    CONSENT.toUpperCase(),
    '$all',
    'audit-x',
    '',
  ])('have no names such as %p', (name) => expect(scopeOf().owns(name)).toBe(false));
});

describe('STREAM_PREFIX', () => {
  it.each(['no-dash-at-its-end', '$ledger-', 'Ledger-', 'a b-', '-', `${'a'.repeat(70)}-`])(
    'is not %p',
    (prefix) => {
      expect(() => scopeOf(prefix)).toThrow(ConfigError);
    },
  );

  it.each(['review-2026-01-', 'a-review-2026-01-'])(
    'is refused where a stream could be of another ledger: %s',
    (prefix) => {
      expect(() => scopeOf(prefix)).toThrow(ConfigError);
      expect(() => scopeOf(prefix)).toThrow('could be one of another ledger on the same server');
    },
  );

  it('never lets two ledgers have a stream in common', () => {
    const words = fc.constantFrom('a-', 'consent-', 'audit-', 'review-', '2026-01-', 'sign-on-', 'x.');
    const prefixes = fc.array(words, { maxLength: 4 }).map((parts) => parts.join(''));
    const names = fc.constantFrom(
      CONSENT,
      'audit-checkpoints',
      'review-2026-01',
      'review-2026-01-x',
      'sign-on-2026-01-01',
    );
    fc.assert(
      fc.property(prefixes, prefixes, names, (one, other, name) => {
        fc.pre(one !== other && isAccepted(one) && isAccepted(other));
        const stream = one + name;
        const isAlsoOthers = stream.startsWith(other) && scopeOf(other).owns(stream.slice(other.length));
        expect(isAlsoOthers).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });
});

function isAccepted(prefix: string): boolean {
  try {
    scopeOf(prefix);
    return true;
  } catch {
    return false;
  }
}
