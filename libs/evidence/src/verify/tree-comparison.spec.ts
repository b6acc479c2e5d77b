import fc from 'fast-check';
import { leafHash } from '../tree/hashing';
import { RootAccumulator } from '../tree/root-accumulator';
import type { Finding } from './finding';
import type { LogLeaf } from './log-leaf';
import { NotedLeaves, type StoredTree } from './noted-leaves';
import { TreeComparison } from './tree-comparison';

const STORED_TOGETHER = 4;

/** A tree over leaves that stand at positions 0, 1, 2, … */
function treeOf(names: readonly string[]): StoredTree {
  const root = (size: number) => {
    const accumulator = new RootAccumulator();
    for (const name of names.slice(0, size)) accumulator.add(leafHash(name));
    return accumulator.root();
  };
  const together = (from: number) =>
    Array.from({ length: STORED_TOGETHER - (from % STORED_TOGETHER) }, (_, ahead) => from + ahead).filter(
      (index) => index < names.length,
    );
  return {
    end: () => ({ size: names.length }),
    leavesFrom: (index) => together(index).map((at) => leafHash(names[at]!)),
    positionsFrom: together,
    head: (size) => ({ size, root: root(size) }),
  };
}

async function* logOf(names: readonly (string | null)[]): AsyncGenerator<LogLeaf> {
  for (const [position, name] of names.entries())
    yield { hash: name === null ? null : leafHash(name), position, known: position };
}

/** What is told of a log, as `kind position`, and how many of its events are leaves. */
async function compared(log: readonly (string | null)[], noted: readonly string[]) {
  const told: string[] = [];
  const report = ({ kind, position }: Finding) => void told.push(`${kind} ${position}`);
  const comparison = new TreeComparison(new NotedLeaves(treeOf(noted), report), report);
  let leaves = 0;
  for await (const _ of comparison.compare(logOf(log))) leaves += 1;
  return { told: told.sort(), leaves };
}

const names = (count: number): string[] => Array.from({ length: count }, (_, n) => `event ${n}`);

const places = fc
  .integer({ min: 1, max: 60 })
  .chain((count) => fc.tuple(fc.constant(count), fc.nat({ max: count - 1 })));

describe('a log compared with its tree', () => {
  it('has nothing told of it that is so, nor of what is not noted yet', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(60), fc.nat(20), async (count, more) => {
        const log = names(count + more);
        expect(await compared(log, names(count))).toEqual({ told: [], leaves: count + more });
      }),
    );
  });

  it.each<[string, (log: (string | null)[], at: number) => unknown, string, number]>([
    ['changed', (log, at) => (log[at] = 'forged'), 'changed', 0],
    ['dropped', (log, at) => log.splice(at, 1), 'dropped', -1],
    ['inserted', (log, at) => log.splice(at, 0, 'forged'), 'inserted', 1],
  ])('has one event told that was %s, wherever', async (_name, change, kind, more) => {
    await fc.assert(
      fc.asyncProperty(places, async ([count, at]) => {
        const log: (string | null)[] = names(count);
        change(log, at);
        expect(await compared(log, names(count))).toEqual({ told: [`${kind} ${at}`], leaves: count + more });
      }),
    );
  });

  it('has two events told that have changed places, wherever', async () => {
    const pairs = fc
      .integer({ min: 2, max: 60 })
      .chain((count) =>
        fc.tuple(
          fc.constant(count),
          fc.uniqueArray(fc.nat({ max: count - 1 }), { minLength: 2, maxLength: 2 }),
        ),
      );
    await fc.assert(
      fc.asyncProperty(pairs, async ([count, [one, other]]) => {
        const log = names(count);
        [log[one!], log[other!]] = [log[other!]!, log[one!]!];
        const { told } = await compared(log, names(count));
        expect(told).toEqual([`changed ${one}`, `changed ${other}`].sort());
      }),
    );
  });

  it('has every one of several changed events told, and no other', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.nat({ max: 59 }), { maxLength: 12 }), async (changed) => {
        const log = names(60).map((name, at) => (changed.includes(at) ? `forged ${at}` : name));
        const { told } = await compared(log, names(60));
        expect(told).toEqual(changed.map((at) => `changed ${at}`).sort());
      }),
    );
  });

  it('keeps the place of what cannot be read, and passes over what was no leaf', async () => {
    const [first, , ...rest] = names(20);
    expect(await compared([first!, null, ...rest], names(20))).toEqual({ told: [], leaves: 20 });
    expect(await compared([first!, null, ...names(20).slice(1)], names(20))).toEqual({
      told: [],
      leaves: 20,
    });
  });
});
