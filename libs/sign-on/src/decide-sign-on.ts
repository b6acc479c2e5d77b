import type { Attempt, Authorisation, Callback, TicketFact } from './attempt';

/** Why a person is not let in: the code that the portal shows. Those of KJX are faults of others, and never the person's. */
export type SignOnRefusal =
  | 'AUT_000'
  | 'AUT_002'
  | 'AUT_101'
  | 'AUT_104'
  | 'AUT_105'
  | 'AUT_108'
  | 'AUT_110'
  | 'AUT_119'
  | 'AUT_128'
  | 'AUT_146'
  | 'KJX-000001'
  | 'KJX-000002'
  | 'KJX-000003'
  | 'KJX-000004';

/** The outcome of an attempt. Accounts are created even where a later row refuses: the role that gives one is there. */
export type SignOnDecision =
  | { readonly outcome: 'refused'; readonly code: SignOnRefusal; readonly createsAccount: boolean }
  | { readonly outcome: 'next-stage' }
  | { readonly outcome: 'signed-on'; readonly createsAccount: boolean; readonly picksOrganisation: boolean };

type Row<Facts> = readonly [isMet: (facts: Facts) => boolean, code: SignOnRefusal];

const ticketRows: readonly Row<{ readonly ticket: TicketFact }>[] = [
  [({ ticket }) => ticket === 'invalid', 'AUT_119'],
  [({ ticket }) => ticket === 'expired', 'AUT_002'],
];

const callbackRows: readonly Row<Callback>[] = [
  [({ answer }) => answer === 'cancelled', 'AUT_110'],
  [({ answer }) => answer === 'fault', 'KJX-000001'],
  [({ answer }) => answer === 'level-too-low', 'KJX-000002'],
];

/** An outage is reported as one, before anything is concluded from what a register did not say. */
const authorisationRows: readonly Row<Authorisation>[] = [
  ...ticketRows,
  [({ hpr }) => hpr === 'unavailable', 'KJX-000003'],
  [({ organisation }) => organisation === 'unavailable', 'KJX-000004'],
  [({ hasAccount, hpr }) => !hasAccount && hpr === 'not-found', 'AUT_000'],
  [({ hasAccount, hpr }) => !hasAccount && hpr === 'without-role', 'AUT_101'],
  [({ hpr }) => hpr === 'not-found', 'AUT_108'],
  [({ hpr }) => hpr === 'without-role', 'AUT_128'],
  [({ ticket, affiliation }) => ticket === 'none' && affiliation === 'none', 'AUT_105'],
  [({ organisation }) => organisation === 'inactive', 'AUT_146'],
  [
    ({ affiliation, isAdmittedWithoutAffiliation }) =>
      affiliation === 'none' && !isAdmittedWithoutAffiliation,
    'AUT_104',
  ],
];

const firstMet = <Facts>(rows: readonly Row<Facts>[], facts: Facts): SignOnRefusal | undefined =>
  rows.find(([isMet]) => isMet(facts))?.[1];

/** The decision table of signing on: the first row that is met decides. Pure: the facts come in as data. */
export function decideSignOn(attempt: Attempt): SignOnDecision {
  if (attempt.stage === 'authorise') return authorise(attempt);
  const code = attempt.stage === 'entry' ? firstMet(ticketRows, attempt) : firstMet(callbackRows, attempt);
  return code ? { outcome: 'refused', code, createsAccount: false } : { outcome: 'next-stage' };
}

function authorise(attempt: Authorisation): SignOnDecision {
  const code = firstMet(authorisationRows, attempt);
  const createsAccount = !attempt.hasAccount && areRegistersThere(attempt) && attempt.hpr === 'with-role';
  if (code) return { outcome: 'refused', code, createsAccount };
  const picksOrganisation = attempt.ticket === 'none' && attempt.affiliation === 'several';
  return { outcome: 'signed-on', createsAccount, picksOrganisation };
}

/** Before this nobody's account is looked at. */
const areRegistersThere = ({ ticket, organisation }: Authorisation): boolean =>
  organisation !== 'unavailable' && (ticket === 'none' || ticket === 'authentic');
