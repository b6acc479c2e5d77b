import type { Domain } from '#audit';
import type { Instant } from '#consent';
import type { ExtendedPDLAssertionType } from '#contracts';
import type { HeldSpan, HeldSpans } from '../../views/held-spans';
import { instantOf } from '../../views/times';

const DAY = 86_400_000;
const FARTHEST_BACK = 3 * 365 * DAY;
const FARTHEST_AHEAD = 2 * 365 * DAY;

/** How much of the picture is left free at either side of what it shows. */
const MARGIN = 0.06;

/** A stretch of a consent: when it held or will hold, or was meant to and was given up. */
export interface Bar {
  readonly isGivenUp: boolean;
  readonly from: Instant;
  readonly to: Instant;
  /** Whether it began before the picture. */
  readonly beganBefore: boolean;
  /** Whether it goes on beyond the picture. */
  readonly runsOn: boolean;
}

/**
 * The time that a picture shows: now, and when consents begin and end, as far as that is within a few years. One until 9999 runs out
 * of the picture, instead of making a dot of everything else.
 */
export function domainOf(
  consents: readonly ExtendedPDLAssertionType[],
  now: Instant,
  held?: HeldSpans,
): Domain {
  const times = [now, ...consents.flatMap((consent) => timesOf(consent, held))].filter(
    (time) => time >= now - FARTHEST_BACK && time <= now + FARTHEST_AHEAD,
  );
  const [from, to] = [Math.min(...times), Math.max(...times)];
  const margin = Math.max(to - from, 2 * DAY) * MARGIN;
  return { from: from - margin, to: to + margin };
}

const timesOf = (consent: ExtendedPDLAssertionType, held?: HeldSpans): Instant[] => {
  const { start, end, closed } = spanOf(consent, held);
  return [start, end, closed].filter((time) => time !== null);
};

/** What of a consent lies within the picture. */
export function barsOf(consent: ExtendedPDLAssertionType, { from, to }: Domain, held?: HeldSpans): Bar[] {
  const { start, end, closed } = spanOf(consent, held);
  const last = closed === null ? end : Math.min(closed, end ?? Infinity);
  const stretches = [
    { isGivenUp: false, from: start, to: last },
    ...(closed === null ? [] : [{ isGivenUp: true, from: Math.max(closed, start), to: end }]),
  ];
  return stretches
    .filter((stretch) => stretch.from < to && (stretch.to ?? Infinity) > Math.max(from, stretch.from))
    .map((stretch) => ({
      isGivenUp: stretch.isGivenUp,
      from: Math.max(stretch.from, from),
      to: Math.min(stretch.to ?? to, to),
      beganBefore: !stretch.isGivenUp && stretch.from < from,
      runsOn: !stretch.isGivenUp && (stretch.to === null || stretch.to > to),
    }));
}

function spanOf(
  { pDLAssertion, cancellationInfo, deletionInfo }: ExtendedPDLAssertionType,
  held?: HeldSpans,
) {
  const { assertionId, startDate, endDate } = pDLAssertion;
  const closing = deletionInfo ?? cancellationInfo;
  const start = instantOf(startDate);
  return {
    start,
    end: endDate === undefined ? null : instantOf(endDate),
    closed: closing ? closedAt(closing.registrationDate, start, held?.get(assertionId)) : null,
  };
}

/** When it gave no access any more, as the ledger has it: a cancellation may say that it was made earlier than it was. */
function closedAt(stated: string, start: Instant, held: HeldSpan | undefined): Instant {
  if (held === null) return start;
  return held?.lastValidAt ?? instantOf(stated);
}
