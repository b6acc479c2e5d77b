import type { CheckQuestion } from '#read-models';
import type { Explanation, LaterChange, Miss, ExplainedConsent } from './explanation';
import { byNearness } from './nearness';
import { lastValidAt, reasonsWhyNot } from './reasons';
import { isNewEnd, standingsOf, type Closing, type NewEnd, type Standing } from './standing';
import { seenFrom, type History, type Viewpoint } from './viewpoint';

/** How many misses are listed unless somebody asks for more or fewer. */
export const LISTED_MISSES = 5;

/**
 * Why a check from this viewpoint is answered as `checkAsOf` answers it: by the consent that gives access, or by those that come
 * nearest and what is in the way of each. The history holds at least every event about the patient, in the ledger's order.
 */
export function explain(
  history: History,
  question: CheckQuestion,
  viewpoint: Viewpoint,
  listedMisses = LISTED_MISSES,
): Explanation {
  const standings = standingsOf(seenFrom(viewpoint, history), question.patient);
  const whyNot = new Map(
    standings.map((standing) => [standing, reasonsWhyNot(standing, question, viewpoint)]),
  );
  const granting = standings.findLast((standing) => whyNot.get(standing)!.length === 0);
  if (granting) return grantedBy(granting, viewpoint);
  const misses = standings
    .map((standing): Miss => ({ consent: explained(standing), reasons: whyNot.get(standing)! }))
    .sort(byNearness);
  const nearestMisses = misses.slice(0, listedMisses);
  return { hasConsent: false, nearestMisses, furtherMisses: misses.length - nearestMisses.length };
}

const grantedBy = (standing: Standing, viewpoint: Viewpoint): Explanation => ({
  hasConsent: true,
  grantedBy: explained(standing),
  later: standing.later.map((recorded) => changed(recorded, viewpoint)),
});

function explained(standing: Standing): ExplainedConsent {
  const { event, position } = standing.registered;
  return {
    assertionId: event.assertionId,
    assertionType: event.assertionType,
    careProviderId: event.careProviderId,
    careUnitId: event.careUnitId,
    ...(event.employeeId !== undefined && { employeeId: event.employeeId }),
    startsAt: event.start.at,
    lastValidAt: lastValidAt(standing),
    registeredAt: event.recordedAt,
    position,
  };
}

function changed(recorded: Closing | NewEnd, { validAt }: Viewpoint): LaterChange {
  const { position } = recorded;
  const { recordedAt } = recorded.event;
  const change = { code: codeOf(recorded), isLater: recordedAt > validAt, recordedAt, position };
  return isNewEnd(recorded) ? { ...change, lastValidAt: recorded.event.end.at } : change;
}

function codeOf({ event }: Closing | NewEnd): LaterChange['code'] {
  switch (event.type) {
    case 'ConsentCancelled':
      return 'cancelled';
    case 'ConsentDeleted':
      return 'deleted';
    case 'ConsentEndedByPatient':
      return 'end-moved';
  }
}
