import { hsaKey, sameHsaId, samePerson, type PersonIdentity } from '#consent';
import type { TimeSpan } from '../records';
import type { Decision } from './decision';

/** Which decisions are looked for: those within the span that agree with everything else that is named. */
export interface DecisionFilter extends TimeSpan {
  readonly patient?: PersonIdentity;
  readonly employeeId?: string;
  readonly careUnitId?: string;
  readonly careProviderId?: string;
  /** Only those of these care providers, by `hsaKey`. */
  readonly careProviders?: ReadonlySet<string>;
  /** Of the consent that gave access. */
  readonly assertionId?: string;
  /** Whether access was given. */
  readonly hasConsent?: boolean;
  /** Of the consent that gave access. */
  readonly assertionType?: Decision['assertionType'];
  readonly result?: Decision['result'];
  readonly callerId?: string;
  readonly correlationId?: string;
}

const alike = ['hasConsent', 'assertionType', 'result', 'correlationId'] as const;
const hsaIds = ['employeeId', 'careUnitId', 'careProviderId', 'callerId'] as const;

export const isMeant = (filter: DecisionFilter, decision: Decision): boolean =>
  isWithin(filter, decision) &&
  alike.every((field) => filter[field] === undefined || filter[field] === decision[field]) &&
  hsaIds.every((field) => isSameId(filter[field], decision[field])) &&
  isAbout(filter, decision);

function isAbout({ patient, assertionId, careProviders }: DecisionFilter, decision: Decision): boolean {
  if (careProviders && !careProviders.has(hsaKey(decision.careProviderId))) return false;
  if (patient && !samePerson(patient, decision.patient)) return false;
  return assertionId === undefined || isSameConsent(assertionId, decision.assertionId);
}

const isWithin = ({ from, before }: TimeSpan, { decidedAt }: Decision): boolean =>
  from <= decidedAt && decidedAt < before;

const isSameId = (asked: string | undefined, id: string): boolean =>
  asked === undefined || sameHsaId(asked, id);

/** UUIDs are the same in any case. */
const isSameConsent = (asked: string, assertionId: string | undefined): boolean =>
  asked.toLowerCase() === assertionId?.toLowerCase();
