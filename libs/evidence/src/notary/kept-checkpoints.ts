import { readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { EventStore } from '#event-store';
import { makeFolder, newId } from '#platform';
import { openCheckpoint, type Checkpoint } from '../note/checkpoint';
import type { NoteVerifier } from '../note/note-key';
import type { TreeStorage } from '../tree/tree-storage';
import { newestCheckpoint } from './checkpoint-log';
import { ContradictedCheckpoint } from './checkpoint-signing';

type AuditStore = Pick<EventStore, 'readStream'>;

/** The newest checkpoint of a history in a second place, which does not go back when the ledger is set back. */
export class KeptCheckpoint {
  private readonly file: string;

  constructor(
    folder: string,
    private readonly verifier: NoteVerifier,
  ) {
    this.file = join(folder, `${verifier.name.replaceAll(/[^\w.-]/g, '_')}.checkpoint`);
  }

  /** `null` before the first. @throws InvalidNote when it is not one of this ledger. */
  private async newest(): Promise<Checkpoint | null> {
    try {
      return openCheckpoint(await readFile(this.file, 'utf8'), [this.verifier]);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  }

  /**
   * Every checkpoint is recorded before it is kept here: the ledger has one that covers as much, and begins with what this one covers.
   * @throws ContradictedCheckpoint with what to do about it.
   */
  async demandNotOlder(auditStore: AuditStore, tree: TreeStorage): Promise<void> {
    const kept = await this.newest();
    if (!kept) return;
    const recorded = await newestCheckpoint(auditStore, tree.history);
    if (!recorded || recorded.size < kept.size)
      throw new ContradictedCheckpoint(
        `${this.file} holds a checkpoint that was signed over ${kept.size} events, and the newest in this ledger covers ` +
          `${recorded?.size ?? 0}. An older copy was restored, or events were removed together with their checkpoints. ${ADVICE}`,
      );
    this.demandBeginning(kept, tree);
  }

  /**
   * Keeps the newest recorded checkpoint, if it covers more.
   * @throws ContradictedCheckpoint, StoreUnavailable, or what keeps the file from being written.
   */
  async keep(auditStore: AuditStore, tree: TreeStorage): Promise<void> {
    const recorded = await newestCheckpoint(auditStore, tree.history);
    const kept = await this.newest();
    if (kept) this.demandBeginning(kept, tree);
    if (recorded && recorded.size > (kept?.size ?? 0)) await this.put(recorded.checkpoint);
  }

  /** Keeps this checkpoint, whatever was kept. @returns the file. */
  async put(checkpoint: string): Promise<string> {
    const draft = `${this.file}.${newId()}`;
    makeFolder(dirname(this.file));
    await writeFile(draft, checkpoint, { flush: true });
    await rename(draft, this.file);
    return this.file;
  }

  /** A tree that is still behind says nothing yet. */
  private demandBeginning({ size, root }: Checkpoint, tree: TreeStorage): void {
    if (size > tree.end().size || tree.head(size).root.equals(root)) return;
    throw new ContradictedCheckpoint(
      `${this.file} holds a checkpoint that was signed over ${size} other events than this ledger begins with: there are two that ` +
        `went on differently. ${ADVICE}`,
    );
  }
}

const ADVICE =
  'Restore the right ledger from a newer backup. If the loss is known and accepted, move that file away and keep it.';
