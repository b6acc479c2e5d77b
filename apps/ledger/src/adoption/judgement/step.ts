import type { Body } from '#contract-doors';
import type { HeldConsent } from '../held';
import { differenceOf } from './same-basics';
import type { Statement } from './statement';

/** What follows for this ledger from what a service says of a consent. */
export type Step =
  | { readonly does: 'adopt'; readonly item: Body }
  | { readonly does: 'cancel' | 'delete'; readonly action: unknown }
  /** Its end is moved closer. */
  | { readonly does: 'shorten'; readonly to: string }
  /** It ends at once, because its end has passed there. */
  | { readonly does: 'end' }
  /** Its adoption is taken back. */
  | { readonly does: 'withdraw'; readonly why: string }
  /** It stays as it is. */
  | { readonly does: 'keep'; readonly why: string }
  /** It stays as it is, and somebody should look at it. */
  | { readonly does: 'report'; readonly why: string }
  /** There is nothing to do and nothing to say. */
  | { readonly does: 'nothing' };

/** Of a consent that this ledger does not have, or that it has closed or of another origin. */
export function stepOfNew(held: HeldConsent | undefined, said: Statement): Step {
  if (said.says === 'unreadable') return { does: 'report', why: said.why };
  if (said.says === 'left-out') return { does: 'report', why: LEFT_OUT };
  if (said.says !== 'open') return { does: 'nothing' };
  return held ? stepOfClosed(held) : { does: 'adopt', item: said.item };
}

function stepOfClosed(held: HeldConsent): Step {
  if (!held.isAdopted) return { does: 'keep', why: 'It was registered here already.' };
  return held.isUnchangedHere
    ? { does: 'report', why: 'It has ended here, and what has ended cannot be adopted again.' }
    : { does: 'keep', why: 'It was ended here.' };
}

/** What may follow for a consent that was adopted and is open here. */
type StepOfOpen = Exclude<Step, { readonly does: 'adopt' | 'keep' }>;

/** Of a consent that was adopted from the service and is open here. */
export function stepOfOpen(held: HeldConsent, said: Statement): StepOfOpen {
  if (said.says === 'open') return stepOfBoth(held, said.item['pDLAssertion'] as Body);
  if (said.says === 'unreadable') return { does: 'report', why: said.why };
  if ('action' in said) return { does: said.says === 'cancelled' ? 'cancel' : 'delete', action: said.action };
  return withoutMore[said.says];
}

const LEFT_OUT = 'It is not answered, and the service says that it leaves something out.';

const withoutMore = {
  expired: { does: 'end' },
  'not-in-force': { does: 'withdraw', why: 'It is not in force there any more.' },
  unknown: { does: 'withdraw', why: 'It is not there any more.' },
  'left-out': { does: 'report', why: LEFT_OUT },
} as const;

function stepOfBoth(held: HeldConsent, basics: Body): StepOfOpen {
  switch (differenceOf(held, basics)) {
    case 'none':
      return { does: 'nothing' };
    case 'shorter':
      return { does: 'shorten', to: String(basics['endDate']) };
    case 'other':
      return { does: 'withdraw', why: 'It is another there than was adopted.' };
  }
}
