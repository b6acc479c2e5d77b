import { chmodSync, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pid } from 'node:process';
import { syncToDisk } from '#platform';
import { StoreUnavailable } from '../event-store';
import { DATA } from './directory';
import { isOutOfRoom, mayBeOutOfRoom } from './failures';
import { Gate, SameProcessNumber } from './gate';
import { demandReplaceable, demandRoom, keepOwner, noRoomFor } from './replaceable-file';
import { copyLog, type Replacing } from './rewritten-copy';

/** The new files are made beside the old ones, on the same file system. */
const DRAFT = 'rewrite';

export interface Rewriting extends Replacing {
  /** The last moment to refuse: all is written and read back, and nothing is switched yet. */
  readonly beforeSwitch: () => Promise<void>;
  /** The new log is in its place, on the disk. */
  readonly afterSwitch: () => Promise<void>;
}

/**
 * Writes a log again, into a new file, with other data in the place of some events, and switches to that. LMDB keeps what was removed
 * in pages that are free, until they are used again; in a new file there is nothing but what was copied. Nobody may open the log or
 * write to it meanwhile. Killed at any moment, the log is the old one or the new one, each whole; a draft is removed by the next. A
 * signal ends it with nothing changed, up to `beforeSwitch`; from there on it goes to its end.
 * @throws StoreUnavailable when another process has the log open, or its file cannot be replaced. Nothing is changed then.
 */
export async function rewriteLog(directory: string, rewriting: Rewriting): Promise<number> {
  return alone(directory, async () => {
    const [draft, current] = [discarded(directory), join(directory, DATA)];
    demandReplaceable(current);
    demandRoom(current);
    try {
      const replaced = await copyLog(directory, draft, rewriting).catch((error: unknown) => {
        throw isOutOfRoom(error) || mayBeOutOfRoom(error) ? noRoomFor(current, error) : error;
      });
      keepOwner(current, join(draft, DATA));
      rewriting.signal?.throwIfAborted();
      await rewriting.beforeSwitch();
      switchTo(draft, directory);
      await rewriting.afterSwitch();
      return replaced;
    } finally {
      discarded(directory);
    }
  });
}

/** Removes the draft of a rewriting that was killed. @throws StoreUnavailable when another process has the log open. */
export async function discardDraft(directory: string): Promise<void> {
  if (existsSync(join(directory, DRAFT))) await alone(directory, async () => void discarded(directory));
}

/** Work while no other process has the log open, and none can open it or write to it. @throws StoreUnavailable */
async function alone<T>(directory: string, work: () => Promise<T>): Promise<T> {
  const gate = gateOf(directory);
  try {
    return await gate.passAround(async () => {
      const others = gate.processes().filter((process) => process !== pid);
      if (others.length > 0) throw openElsewhere(directory, others);
      return work();
    });
  } finally {
    await gate.close();
  }
}

function gateOf(directory: string): Gate {
  try {
    return Gate.of(directory);
  } catch (error) {
    if (error instanceof SameProcessNumber)
      throw new StoreUnavailable(`The log at ${directory} cannot be used: ${error.message}.`, {
        cause: error,
      });
    throw error;
  }
}

/** Where the draft is made; nothing of an earlier one is there. */
function discarded(directory: string): string {
  const draft = join(directory, DRAFT);
  rmSync(draft, { recursive: true, force: true });
  return draft;
}

function switchTo(draft: string, directory: string): void {
  const [written, current] = [join(draft, DATA), join(directory, DATA)];
  chmodSync(written, statSync(current).mode);
  syncToDisk(written);
  renameSync(written, current);
  syncToDisk(directory);
}

const openElsewhere = (directory: string, processes: readonly number[]): StoreUnavailable =>
  new StoreUnavailable(
    `The log at ${directory} is open in other processes (${processes.join(', ')}): stop the service, the portal and other commands, ` +
      'and run the command again. Nothing was changed.',
  );
