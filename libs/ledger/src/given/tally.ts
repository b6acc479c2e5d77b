import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '#platform';
import type { EventStore, NewEvent, Position, StoredEvent } from '#event-store';
import { CommandHandler, type Decider, type Decision, type EventCodec } from '../handle-command';
import type { Projection } from '../read-model-tables';

/** The smallest ledger there can be: tallies that may not pass ten. The engine knows no consents, and neither do its tests. */
export interface Tallied {
  readonly by: number;
}

/** Adds several numbers, an event each; adding none is as good as done. */
export interface Add {
  readonly numbers: readonly number[];
}

export interface TooMuch {
  readonly sum: number;
}

export const tally: Decider<Add, number, Tallied, TooMuch> = {
  initialState: 0,
  evolve: (sum, { by }) => sum + by,
  decide: ({ numbers }, sum): Decision<Tallied, TooMuch> =>
    numbers.reduce((total, by) => total + by, sum) > 10
      ? { accepted: false, rejection: { sum } }
      : { accepted: true, events: numbers.map((by) => ({ by })) },
};

export const talliedCodec: EventCodec<Tallied> = {
  encode: (event) => ({ type: 'Tallied.v1', data: event, metadata: {} }),
  decode: ({ type, data }) => (type === 'Tallied.v1' ? (data as Tallied) : null),
};

export const tallyHandler = (store: Pick<EventStore, 'append' | 'readStream'>) =>
  new CommandHandler(store, tally);

export const toAdd = (numbers: readonly number[], commandId = newId(), stream = 'tally-1') => ({
  stream,
  command: { numbers },
  commandId,
  startsStream: false,
});

export const talliedEvent = (by: number): NewEvent => ({ id: newId(), ...talliedCodec.encode({ by }) });

/** An event as a projection sees it. */
export interface RecordedTally extends Tallied {
  readonly stream: string;
  readonly position: Position;
}

/** What a newer build wrote. */
export class UnknownVersion extends Error {
  override readonly name = 'UnknownVersion';
}

export function decodeTallied({ type, data, stream, position }: StoredEvent): RecordedTally | null {
  if (!type.startsWith('Tallied.')) return null;
  if (type !== 'Tallied.v1') throw new UnknownVersion(type);
  return { ...(data as Tallied), stream, position };
}

export interface Sum {
  readonly sum: number;
  readonly position: Position;
}

/** The sum of each tally. */
export const sums: Projection<RecordedTally> = {
  name: 'sums',
  version: 1,
  apply({ stream, by, position }, rows) {
    const present = rows.get([stream]) as Sum | null;
    if (present && present.position >= position) return [];
    return [{ key: [stream], row: { sum: (present?.sum ?? 0) + by, position } }];
  },
};

/** Every number that was added, in the log's order. */
export const entries: Projection<RecordedTally> = {
  name: 'entries',
  version: 1,
  apply: ({ by, position }) => [{ key: ['entry', position], row: by }],
};

/** Folders that are gone after the last test; what is open in them must be closed by then. */
export function temporaryFolders(): () => Promise<string> {
  const folders: string[] = [];
  afterAll(async () => {
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
  });
  return async () => {
    const folder = await mkdtemp(join(tmpdir(), 'consent-ledger-'));
    folders.push(folder);
    return folder;
  };
}
