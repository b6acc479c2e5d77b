import { canonicalJson } from '#platform';
import { leafHash, type Hash } from './hashing';
import { inclusionProof } from './inclusion';
import { provedEvent, type ProvedEvent } from './leaf';
import type { Nodes } from './range';
import { RootAccumulator } from './root-accumulator';

/** What stands in the tree in place of a batch's records: how many there are, and the root over them in base64. */
export interface RecordsDigest {
  readonly root: string;
  readonly size: number;
}

/** What the data of a batch of records calls them. */
const MEMBERS = ['decisions', 'accesses'] as const;

/** The hash that stands for a record in the tree over its batch. */
export const recordLeaf = (record: unknown): Hash => leafHash(canonicalJson(record));

type Batch = Pick<ProvedEvent, 'data'>;

/** The decisions of a batch; `null` when the event holds none. */
export const decisionsOf = (batch: Batch): readonly unknown[] | null => recordsOf(batch, 'decisions');

/** The accesses of a batch; `null` when the event holds none. */
export const accessesOf = (batch: Batch): readonly unknown[] | null => recordsOf(batch, 'accesses');

function recordsOf({ data }: Batch, member: (typeof MEMBERS)[number]): readonly unknown[] | null {
  const records = (data as Readonly<Record<string, unknown>>)[member];
  return Array.isArray(records) ? (records as readonly unknown[]) : null;
}

/**
 * A batch of records as it is in the tree: with their number and the root of the tree over them in their place. So one of them can be
 * proved without the others being shown.
 */
export function withDigest(event: ProvedEvent): ProvedEvent {
  const data = event.data as Readonly<Record<string, unknown>>;
  const member = MEMBERS.find((name) => Array.isArray(data[name]));
  if (member) return { ...provedEvent(event), data: { [member]: digestOf(data[member] as unknown[]) } };
  return 'removed' in data ? withoutNote(event) : event;
}

/** Of a batch whose records were removed, the tree has what it had before. */
function withoutNote(event: ProvedEvent): ProvedEvent {
  const { removed: _, ...data } = event.data as Readonly<Record<string, unknown>>;
  return { ...provedEvent(event), data };
}

/** A batch without its records: with what the tree has of them, and a note of their removal that the tree has not. */
export function withoutRecords<Event extends ProvedEvent>(batch: Event, removed: object): Event {
  return { ...batch, data: { ...withDigest(batch).data, removed } };
}

function digestOf(records: readonly unknown[]): RecordsDigest {
  return { root: rootOver(records.map(recordLeaf)).toString('base64'), size: records.length };
}

function rootOver(leaves: readonly Hash[]): Hash {
  const tree = new RootAccumulator();
  for (const leaf of leaves) tree.add(leaf);
  return tree.root();
}

/** The hashes that lead from one of a batch's records to the root over them. @throws RangeError when there is no such record. */
export function recordProof(records: readonly unknown[], index: number): Hash[] {
  const leaves = records.map(recordLeaf);
  return inclusionProof(nodesOver(leaves), index, leaves.length);
}

/** The nodes over leaves that are in memory. Every leaf below a node is walked when the node is asked for. */
const nodesOver = (leaves: readonly Hash[]): Nodes => ({
  node: (height, index) => {
    const width = 2 ** height;
    return rootOver(leaves.slice(index * width, (index + 1) * width));
  },
});
