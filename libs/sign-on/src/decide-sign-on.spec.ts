import type { Attempt, Authorisation, Callback, TicketFact } from './attempt';
import { decideSignOn } from './decide-sign-on';

const tickets: readonly TicketFact[] = ['none', 'invalid', 'expired', 'authentic'];
const answers: readonly Callback['answer'][] = ['signed-in', 'cancelled', 'fault', 'level-too-low'];
const hprs: readonly Authorisation['hpr'][] = ['unavailable', 'not-found', 'without-role', 'with-role'];
const organisations: readonly Authorisation['organisation'][] = ['unavailable', 'inactive', 'active'];
const affiliations: readonly Authorisation['affiliation'][] = ['none', 'one', 'several'];
const both = [true, false];

/** Every combination of what can be so at the last stage. */
const authorisations: readonly Authorisation[] = tickets.flatMap((ticket) =>
  both.flatMap((hasAccount) =>
    hprs.flatMap((hpr) =>
      organisations.flatMap((organisation) =>
        affiliations.flatMap((affiliation) =>
          both.map((isAdmittedWithoutAffiliation) => ({
            stage: 'authorise' as const,
            ticket,
            hasAccount,
            hpr,
            organisation,
            affiliation,
            isAdmittedWithoutAffiliation,
          })),
        ),
      ),
    ),
  ),
);

const attempts: readonly Attempt[] = [
  ...tickets.map((ticket) => ({ stage: 'entry' as const, ticket })),
  ...answers.map((answer) => ({ stage: 'callback' as const, answer })),
  ...authorisations,
];

const codeOf = (attempt: Attempt): string => {
  const decision = decideSignOn(attempt);
  return decision.outcome === 'refused' ? decision.code : decision.outcome;
};

const told = (code: string): readonly Authorisation[] =>
  authorisations.filter((attempt) => codeOf(attempt) === code);

describe('at the entry', () => {
  it.each([
    ['none', 'next-stage'],
    ['invalid', 'AUT_119'],
    ['expired', 'AUT_002'],
    ['authentic', 'next-stage'],
  ] as const)('a ticket that is %s: %s', (ticket, code) => {
    expect(codeOf({ stage: 'entry', ticket })).toBe(code);
  });
});

describe('back from the identity provider', () => {
  it.each([
    ['signed-in', 'next-stage'],
    ['cancelled', 'AUT_110'],
    ['fault', 'KJX-000001'],
    ['level-too-low', 'KJX-000002'],
  ] as const)('%s: %s', (answer, code) => {
    expect(codeOf({ stage: 'callback', answer })).toBe(code);
  });
});

/** The table once more, told from the other end: who is told what, and that nobody else is. */
const sentences: Readonly<Record<string, (attempt: Authorisation) => boolean>> = {
  AUT_119: ({ ticket }) => ticket === 'invalid',
  AUT_002: ({ ticket }) => ticket === 'expired',
  'KJX-000003': (a) => isTicketGood(a) && a.hpr === 'unavailable',
  'KJX-000004': (a) => isTicketGood(a) && a.hpr !== 'unavailable' && a.organisation === 'unavailable',
  AUT_000: (a) => isKnown(a) && !a.hasAccount && a.hpr === 'not-found',
  AUT_101: (a) => isKnown(a) && !a.hasAccount && a.hpr === 'without-role',
  AUT_108: (a) => isKnown(a) && a.hasAccount && a.hpr === 'not-found',
  AUT_128: (a) => isKnown(a) && a.hasAccount && a.hpr === 'without-role',
  AUT_105: (a) => hasRole(a) && a.ticket === 'none' && a.affiliation === 'none',
  AUT_146: (a) =>
    hasRole(a) && (a.ticket !== 'none' || a.affiliation !== 'none') && a.organisation === 'inactive',
  AUT_104: (a) =>
    hasRole(a) &&
    a.organisation === 'active' &&
    a.ticket === 'authentic' &&
    a.affiliation === 'none' &&
    !a.isAdmittedWithoutAffiliation,
  'signed-on': (a) =>
    hasRole(a) &&
    a.organisation === 'active' &&
    (a.affiliation !== 'none' || (a.ticket === 'authentic' && a.isAdmittedWithoutAffiliation)),
};

const isTicketGood = ({ ticket }: Authorisation): boolean => ticket === 'none' || ticket === 'authentic';
const isKnown = (a: Authorisation): boolean =>
  isTicketGood(a) && a.hpr !== 'unavailable' && a.organisation !== 'unavailable';
const hasRole = (a: Authorisation): boolean => isKnown(a) && a.hpr === 'with-role';

describe('at the authorisation', () => {
  it.each(Object.entries(sentences))('%s is told to exactly those it is for', (code, isFor) => {
    expect(told(code)).toEqual(authorisations.filter(isFor));
    expect(told(code)).not.toHaveLength(0);
  });

  it('decides every combination, each once', () => {
    const total = Object.keys(sentences).reduce((sum, code) => sum + told(code).length, 0);
    expect([total, authorisations.length]).toEqual([576, 576]);
  });

  it('creates an account for who has none and a role that gives one, whatever comes after', () => {
    const creating = authorisations.filter((attempt) => {
      const decision = decideSignOn(attempt);
      return decision.outcome !== 'next-stage' && decision.createsAccount;
    });
    expect(creating).toEqual(authorisations.filter((a) => hasRole(a) && !a.hasAccount));
  });

  it('lets a person with several affiliations pick, unless the ticket has picked', () => {
    const picking = authorisations.filter((attempt) => {
      const decision = decideSignOn(attempt);
      return decision.outcome === 'signed-on' && decision.picksOrganisation;
    });
    expect(picking).toEqual(
      told('signed-on').filter((a) => a.ticket === 'none' && a.affiliation === 'several'),
    );
  });
});

it('can tell every one of the ten codes of sign-on', () => {
  const codes = new Set(attempts.map(codeOf).filter((code) => code.startsWith('AUT_')));
  expect([...codes].sort()).toEqual([
    ...['AUT_000', 'AUT_002', 'AUT_101', 'AUT_104', 'AUT_105'],
    ...['AUT_108', 'AUT_110', 'AUT_119', 'AUT_128', 'AUT_146'],
  ]);
});
