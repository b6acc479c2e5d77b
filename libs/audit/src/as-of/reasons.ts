import { askedAt, hasExpired, hasStarted, sameHsaId, type Instant, type Span } from '#consent';
import type { CheckQuestion } from '#read-models';
import type { Reason } from './explanation';
import type { Standing } from './standing';
import type { Viewpoint } from './viewpoint';

/** Everything that kept a consent from giving access; none when it gave it. When before where, the nearest obstacle first. */
export function reasonsWhyNot(standing: Standing, question: CheckQuestion, viewpoint: Viewpoint): Reason[] {
  const instant = instantFor(standing, viewpoint);
  return [
    notYetRegistered(standing, instant),
    notYetStarted(standing, instant),
    ended(standing, instant),
    closed(standing, instant),
    elsewhere(standing, question),
    otherEmployee(standing, question),
  ].filter((reason) => reason !== null);
}

/** The last valid instant at the viewpoint; `null`: until further notice. */
export const lastValidAt = ({ registered, newEnd }: Standing): Instant | null =>
  (newEnd ? newEnd.event.end : registered.event.end)?.at ?? null;

const spanOf = (standing: Standing): Span => ({
  startsAt: standing.registered.event.start.at,
  lastValidAt: lastValidAt(standing),
});

const instantFor = ({ recordedAt }: Standing, { validAt, asked }: Viewpoint): Instant =>
  asked === 'now' ? askedAt(validAt, recordedAt) : validAt;

function notYetRegistered({ isKnown, registered }: Standing, instant: Instant): Reason | null {
  if (isKnown) return null;
  const { position } = registered;
  const registeredAt = registered.event.recordedAt;
  return { code: 'not-yet-registered', registeredAt, position, apartMs: Math.abs(registeredAt - instant) };
}

function notYetStarted(standing: Standing, instant: Instant): Reason | null {
  const { startsAt } = spanOf(standing);
  if (hasStarted(spanOf(standing), instant)) return null;
  return { code: 'not-yet-started', startsAt, apartMs: startsAt - instant };
}

function ended(standing: Standing, instant: Instant): Reason | null {
  const last = lastValidAt(standing);
  if (last === null || !hasExpired(spanOf(standing), instant)) return null;
  return {
    code: 'ended',
    lastValidAt: last,
    apartMs: instant - last,
    byPatient: standing.newEnd !== undefined,
  };
}

/** By a clock that is ahead, it may have been closed a little later than now. */
function closed({ closing }: Standing, instant: Instant): Reason | null {
  if (!closing) return null;
  const { type, recordedAt: closedAt } = closing.event;
  return {
    code: type === 'ConsentCancelled' ? 'cancelled' : 'deleted',
    closedAt,
    position: closing.position,
    apartMs: Math.max(0, instant - closedAt),
  };
}

/** A unit belongs to one care provider, so only the more distant of the two is named. */
function elsewhere({ registered }: Standing, asked: CheckQuestion): Reason | null {
  const { careProviderId, careUnitId } = registered.event;
  if (!sameHsaId(careProviderId, asked.careProviderId))
    return { code: 'other-care-provider', careProviderId, careUnitId };
  return sameHsaId(careUnitId, asked.careUnitId) ? null : { code: 'other-care-unit', careUnitId };
}

function otherEmployee({ registered }: Standing, asked: CheckQuestion): Reason | null {
  const { employeeId } = registered.event;
  if (employeeId === undefined || sameHsaId(employeeId, asked.employeeId)) return null;
  return { code: 'other-employee', employeeId };
}
