import type { StoredEvent } from '#event-store';
import type { Standing } from './load';

/** What an event makes of a consent. */
export const standingAfter: Readonly<Record<string, Standing>> = {
  'ConsentRegistered.v1': 'registered',
  'ConsentCancelled.v1': 'cancelled',
  'ConsentDeleted.v1': 'deleted',
};

/**
 * Looks at a log's events one after another, and says what is wrong with each. Where positions have gaps, as a server's have, they
 * need only ascend.
 */
export function orderCheck(positions: 'counted' | 'with gaps' = 'counted'): (event: StoredEvent) => string[] {
  const revisions = new Map<string, number>();
  const ids = new Set<string>();
  let before = -1;
  return ({ id, stream, revision, position, type }) => {
    const expected = (revisions.get(stream) ?? -1) + 1;
    const faults = [
      (positions === 'counted' ? position !== before + 1 : position <= before) &&
        `position ${position} after ${before}`,
      revision !== expected && `${stream} has revision ${revision} where ${expected} should be`,
      ids.has(id) && `event ${id} was written twice`,
      isOutOfTurn(type, revision) && `${type} at ${revision}`,
    ];
    revisions.set(stream, revision);
    ids.add(id);
    before = position;
    return faults.filter((fault) => fault !== false);
  };
}

/** A consent begins with its registration, and is registered once. */
function isOutOfTurn(type: string, revision: number): boolean {
  const standing = standingAfter[type];
  return standing !== undefined && (revision === 0) !== (standing === 'registered');
}
