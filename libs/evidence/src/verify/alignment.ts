import type { LogLeaf } from './log-leaf';
import type { NotedLeaves } from './noted-leaves';

/** How many events of the log, and how many noted leaves, make up a difference, before both go on alike. */
export interface Difference {
  readonly events: number;
  readonly leaves: number;
}

/** How far a difference may reach on either side to be seen as one; more is reported as several. */
const REACH = 4;

/** So many alike in a row, behind it, settle what the difference was. */
const ALIKE = 4;

/** How many events must be known ahead to settle a difference. */
export const AHEAD = REACH + ALIKE;

/**
 * Finds the smallest change that explains why the events ahead are not the leaves from `index` on: the one behind which most are
 * alike again. Where several explain it as well, the positions decide what is where it was.
 */
export function differenceAt(ahead: readonly LogLeaf[], noted: NotedLeaves, index: number): Difference {
  let best: Difference = { events: 1, leaves: 1 };
  let bestRank: Rank = [-1, 0, 0];
  for (let events = 0; events <= Math.min(REACH, ahead.length); events++) {
    for (let leaves = 0; leaves <= Math.min(REACH, noted.size - index); leaves++) {
      if (events + leaves === 0) continue;
      const candidate = { events, leaves };
      const rank = rankOf(candidate, ahead, noted, index);
      if (isAbove(rank, bestRank)) [best, bestRank] = [candidate, rank];
    }
  }
  return best;
}

/** How many are alike behind it, whether positions agree, and how small it is. */
type Rank = readonly [alike: number, agrees: number, smallness: number];

function rankOf(difference: Difference, ahead: readonly LogLeaf[], noted: NotedLeaves, index: number): Rank {
  const { events, leaves } = difference;
  const place = { event: ahead[0]!.position, leaf: noted.positionOf(index) ?? Infinity };
  const expected = Math.sign(place.event - place.leaf);
  const agrees = Math.sign(leaves - events) === expected ? 1 : 0;
  return [alikeBehind(ahead.slice(events), noted, index + leaves), agrees, -(events + leaves)];
}

function isAbove(rank: Rank, other: Rank): boolean {
  const at = rank.findIndex((value, index) => value !== other[index]);
  return at >= 0 && rank[at]! > other[at]!;
}

/** Where the tree ends the log may go on, which says nothing; where both end they are alike in all that follows. */
function alikeBehind(events: readonly LogLeaf[], noted: NotedLeaves, index: number): number {
  for (let alike = 0; alike < ALIKE; alike++) {
    const [event, leaf] = [events[alike], noted.hash(index + alike)];
    if (!event && !leaf) return ALIKE;
    if (!event?.hash || !leaf?.equals(event.hash)) return alike;
  }
  return ALIKE;
}

/**
 * The first event within a difference that is a noted leaf all the same, by how many events and leaves come before it. As many events
 * as leaves stand in their places: then one that has moved within them has changed places.
 */
export function firstAlike(
  events: readonly LogLeaf[],
  leaves: number,
  noted: NotedLeaves,
  index: number,
): Difference | null {
  const isInPlace = events.length === leaves;
  for (const [at, { hash }] of events.entries()) {
    for (let leaf = isInPlace ? at : 0; leaf < (isInPlace ? at + 1 : leaves); leaf++) {
      if (hash && noted.hash(index + leaf)?.equals(hash)) return { events: at, leaves: leaf };
    }
  }
  return null;
}
