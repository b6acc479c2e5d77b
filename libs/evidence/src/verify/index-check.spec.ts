import type { IndexedStore, IndexEntry, StoredEvent } from '#event-store';
import type { Finding } from './finding';
import { checkIndex } from './index-check';
import type { WalkedLog } from './stream-check';

/** A log of some events, each the first of its stream, whose index says what it is given. */
function logWith(events: number, index: readonly number[]): Partial<IndexedStore> {
  const named = (position: number): IndexEntry => ({ stream: `stream-${position}`, revision: 0, position });
  const stored = (stream: string): StoredEvent[] => {
    const position = Number(stream.slice('stream-'.length));
    const event = { ...named(position), id: '', type: 'Something.v1', data: {}, metadata: {} };
    return position < events ? [event] : [];
  };
  return {
    head: async () => events - 1,
    readStream: async (stream) => stored(stream),
    indexEntries: async function* () {
      yield* index.map(named);
    },
  };
}

async function findingsOf(events: number, index: readonly number[], upTo = events - 1): Promise<Finding[]> {
  const findings: Finding[] = [];
  const store = logWith(events, index) as WalkedLog['store'];
  const log: WalkedLog = { name: 'ledger', store, upTo, rules: [] };
  await checkIndex(log, upTo + 1, (finding) => findings.push(finding));
  return findings;
}

describe('an index of streams', () => {
  it('that names what the log has is in order', async () => {
    expect(await findingsOf(3, [0, 1, 2])).toEqual([]);
  });

  it('may name what was appended since the walk began', async () => {
    expect(await findingsOf(5, [0, 1, 2, 3, 4], 2)).toEqual([]);
  });

  it.each([5, 3])('may not name an event behind the end of the log: %i', async (position) => {
    expect(await findingsOf(3, [0, 1, 2, position])).toEqual([
      {
        kind: 'stream',
        log: 'ledger',
        position,
        what: 'The index of streams names an event at this position, behind the end of the log.',
      },
    ]);
  });

  it('may not lack an event', async () => {
    expect(await findingsOf(3, [0, 2])).toMatchObject([{ kind: 'stream', position: null }]);
  });
});
