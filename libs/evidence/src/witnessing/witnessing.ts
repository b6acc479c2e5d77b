import { setTimeout as wait } from 'node:timers/promises';
import type { EventStore } from '#event-store';
import { newId, type Logger } from '#platform';
import { newestCheckpoint, type RecordedCheckpoint } from '../notary/checkpoint-log';
import { ContradictedCheckpoint } from '../notary/checkpoint-signing';
import type { KeptCheckpoint } from '../notary/kept-checkpoints';
import type { Handing } from '../notary/notary';
import type { NoteVerifier } from '../note/note-key';
import type { TreeStorage } from '../tree/tree-storage';
import { WitnessClient, WitnessUnavailable } from '../witness/witness-client';
import { AskedWitness, type ShownCheckpoint } from './asked-witness';
import { cosignedBy, newestCosigned, recordCosigned, type CosignedCheckpoint } from './cosigned-checkpoints';
import type { KnownWitness } from './witness-list';
import type { WitnessingReport } from './witnessing-report';

export interface WitnessingParts {
  readonly auditStore: Pick<EventStore, 'readStream' | 'append'>;
  readonly tree: TreeStorage;
  /** The key that the checkpoints are signed with. */
  readonly verifier: NoteVerifier;
  readonly witnesses: readonly KnownWitness[];
  /** How many have to cosign. */
  readonly needed: number;
  /** Where a checkpoint is kept that a witness has shown, and that contradicts this ledger. */
  readonly shown: KeptCheckpoint;
  readonly log: Logger;
}

/** At most one round of questions in this time, in milliseconds. */
const INTERVAL_MS = 1_000;

/**
 * Hands the newest checkpoint to witnesses, and records it when a quorum has cosigned it. It works beside the requests and beside the
 * signing, and delays neither: a witness that is away is asked again, less and less often.
 */
export class Witnessing implements Handing {
  private readonly asked: readonly AskedWitness[];
  private readonly stopping = new AbortController();
  private readonly running: Promise<void>;
  private endSleep: () => void = () => undefined;
  private isWoken = false;
  private contradiction: string | null = null;
  private cosigned: CosignedCheckpoint | null = null;
  private failures = 0;
  private storeTrouble = '';

  constructor(private readonly parts: WitnessingParts) {
    const { tree, verifier } = parts;
    this.asked = parts.witnesses.map(({ key, url }) => {
      const client = new WitnessClient(url!, this.stopping.signal);
      return new AskedWitness({ key, client, tree, verifier });
    });
    this.running = this.run();
  }

  /** There may be a newer checkpoint. */
  wake(): void {
    this.isWoken = true;
    this.endSleep();
  }

  /** @throws ContradictedCheckpoint when a witness has shown that this ledger signed another history than it has. */
  demandUncontradicted(): void {
    if (this.contradiction !== null) throw new ContradictedCheckpoint(this.contradiction);
  }

  report(): WitnessingReport {
    const { size, signedAt } = this.cosigned ?? { size: 0, signedAt: null };
    return { size, signedAt, failures: this.failures };
  }

  async close(): Promise<void> {
    this.stopping.abort();
    this.endSleep();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      this.isWoken = false;
      const isDone = await this.roundOrTrouble();
      await wait(INTERVAL_MS, undefined, { signal, ref: false }).catch(() => undefined);
      await this.woken(isDone ? Infinity : Math.min(...this.asked.map(({ dueIn }) => dueIn)));
    }
  }

  /** Resolves when it is woken or stopped, or after this time, in milliseconds. */
  private async woken(most: number): Promise<void> {
    if (this.isWoken || this.stopping.signal.aborted) return;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      if (most !== Infinity) timer = setTimeout(resolve, most).unref();
      this.endSleep = resolve;
    });
    clearTimeout(timer);
  }

  /** Whether there is nothing left to ask for. */
  private async roundOrTrouble(): Promise<boolean> {
    try {
      return await this.round();
    } catch (error) {
      const { message } = error as Error;
      if (this.storeTrouble !== message)
        this.parts.log.warn('Witnesses are not asked. It is tried again.', { cause: message });
      this.storeTrouble = message;
      return false;
    }
  }

  private async round(): Promise<boolean> {
    const { auditStore, tree } = this.parts;
    if (this.contradiction !== null) return true;
    const newest = await newestCheckpoint(auditStore, tree.history);
    this.cosigned = await newestCosigned(auditStore, tree.history);
    this.storeTrouble = '';
    if (!newest) return true;
    if (newest.size > tree.end().size) return false;
    const missing = this.missingFor(newest);
    const due = missing.filter(({ dueIn }) => dueIn === 0);
    await this.collect(newest, await Promise.all(due.map((witness) => this.askOne(witness, newest))));
    return this.missingFor(newest).length === 0;
  }

  /**
   * The witnesses whose cosignature is not recorded for this checkpoint, and those that were not asked yet: a ledger that was set back
   * was cosigned up to there, and only they know more of it.
   */
  private missingFor(newest: RecordedCheckpoint): readonly AskedWitness[] {
    return this.asked.filter((witness) => !witness.hasFollowed || !this.isRecorded(witness, newest));
  }

  private isRecorded({ key }: AskedWitness, { size }: RecordedCheckpoint): boolean {
    return this.cosigned?.size === size && this.cosigned.witnesses.includes(key.name);
  }

  /** The checkpoint with one more cosignature; `null` when the witness gives none, or none that is new. */
  private async askOne(witness: AskedWitness, newest: RecordedCheckpoint): Promise<string | null> {
    try {
      const asked = await witness.ask(newest.checkpoint);
      if ('note' in asked) return this.isRecorded(witness, newest) ? null : asked.note;
      await this.judge(witness, asked.shown, newest);
    } catch (error) {
      if (!(error instanceof WitnessUnavailable)) throw error;
      if (!this.stopping.signal.aborted) this.fail(witness, error.message);
    }
    return null;
  }

  private fail(witness: AskedWitness, cause: string): void {
    this.failures += 1;
    if (!witness.failed(cause)) return;
    this.parts.log.warn('A witness has not cosigned the newest checkpoint. It is asked again.', {
      eventId: newId(),
      witness: witness.key.name,
      checkpoints: this.parts.tree.history.checkpoints,
      cause,
    });
  }

  /** What the witness shows is signed by this ledger. It was recorded before any witness saw it, unless the ledger was set back. */
  private async judge(
    witness: AskedWitness,
    shown: ShownCheckpoint,
    asked: RecordedCheckpoint,
  ): Promise<void> {
    const { auditStore, tree } = this.parts;
    const recorded = (await newestCheckpoint(auditStore, tree.history))?.size ?? 0;
    const isOther = shown.size <= tree.end().size && !tree.head(shown.size).root.equals(shown.root);
    if (isOther) await this.refuse(witness, shown, `${shown.size} other events than this ledger begins with`);
    else if (recorded < shown.size)
      await this.refuse(witness, shown, `${shown.size} events, and this ledger has signed for ${recorded}`);
    else if (shown.size <= asked.size)
      this.fail(witness, 'It does not cosign a checkpoint that goes on from the one that it shows.');
  }

  private async refuse({ key }: AskedWitness, { note }: ShownCheckpoint, what: string): Promise<void> {
    const file = await this.parts.shown.put(note);
    this.contradiction = `The witness ${key.name} shows a checkpoint that this ledger's key has signed over ${what}.`;
    this.parts.log.error(
      'A witness has seen another history of this ledger: an older copy was restored, or the key was used elsewhere.',
      { eventId: newId(), witness: key.name, cause: this.contradiction, kept: file },
    );
  }

  /** Records the checkpoint with all the cosignatures, when they are enough and more than before. */
  private async collect(newest: RecordedCheckpoint, notes: readonly (string | null)[]): Promise<void> {
    const { auditStore, tree, needed } = this.parts;
    const base = this.cosigned?.size === newest.size ? this.cosigned : newest;
    const lines = notes.flatMap((note) => note?.slice(newest.checkpoint.length) ?? []);
    if (lines.length === 0) return;
    const cosigned = cosignedBy({ keys: this.asked.map(({ key }) => key), needed }, base, lines);
    if (cosigned) await recordCosigned(auditStore, cosigned, tree.history);
    this.cosigned = cosigned ?? this.cosigned;
  }
}
