import type { Instant } from '#consent';
import type { ConsentHistory } from '../consent-history';

/**
 * What a stretch of a consent's bar means: `unrecorded`, stated to hold, but not in the ledger yet, so that no check was granted
 * by it; `valid`; and `given-up`, stated to hold at first, and taken back since.
 */
export type SegmentKind = 'unrecorded' | 'valid' | 'given-up';

export interface Segment {
  readonly kind: SegmentKind;
  readonly from: Instant;
  /** `null`: no end is known. */
  readonly to: Instant | null;
}

/** What a consent's bar is made of, from left to right, as far as is known today. */
export function segmentsOf({ registered, entries }: ConsentHistory): Segment[] {
  const start = registered.start.at;
  const validity = entries.at(-1)!.validity;
  const last = validity === null ? start : validity.lastValidAt;
  const stated = registered.end?.at ?? null;
  const known = Math.max(start, Math.min(registered.recordedAt, last ?? Infinity));
  const segments: Segment[] = [
    { kind: 'unrecorded', from: start, to: known },
    { kind: 'valid', from: known, to: last },
    ...(last === null ? [] : [{ kind: 'given-up', from: last, to: stated } as const]),
  ];
  return segments.filter(({ from, to }) => to === null || to > from);
}
