import { knownPosition, type EventStore, type Position, type StoredEvent } from '#event-store';
import { recordedCheckpoint, UnreadableCheckpoint, type RecordedCheckpoint } from '../notary/checkpoint-log';
import { openCheckpoint } from '../note/checkpoint';
import { cosignaturesOn, type Cosignature } from '../note/cosignature';
import type { NoteVerifier } from '../note/note-key';
import type { Quorum } from '../note/quorum';
import { InvalidNote } from '../note/signed-note';
import type { ProvedHistory } from '../tree/proved-history';
import { cosignedCheckpoint } from '../witnessing/cosigned-checkpoints';
import type { LogName, Report } from './finding';
import { SignedHistory, type SignedHead } from './signed-history';
import { checkpointsIn } from './stored-checkpoints';

/** Who has to have cosigned a history. */
export interface DemandedQuorum extends Quorum {
  /** How many of its events have to be under a cosigned checkpoint. */
  readonly size: number;
}

/** The newest checkpoint that a quorum has cosigned. */
export interface CosignedByQuorum {
  /** How many events it covers. */
  readonly size: number;
  readonly cosignatures: readonly Cosignature[];
}

export interface CosignedParts {
  /** The log in which checkpoints are recorded, and how far it is read. */
  readonly store: Pick<EventStore, 'readAll' | 'readStream'>;
  readonly upTo: Position;
  readonly log: LogName;
  readonly history: ProvedHistory;
  /** The keys that checkpoints of this history may be signed with. */
  readonly verifiers: readonly NoteVerifier[];
  /** `null` when cosignatures are not looked at. */
  readonly demanded: DemandedQuorum | null;
  /** Checkpoints of this history that were kept elsewhere: they may carry cosignatures, too. */
  readonly saved: readonly string[];
}

/** The checkpoints of a history that witnesses have cosigned. Each is signed by the ledger, so the log is held against it, too. */
export class CosignedHistory {
  private best: CosignedByQuorum | null = null;
  private history: SignedHistory | undefined;

  private constructor(
    private readonly parts: CosignedParts,
    private readonly report: Report,
  ) {}

  static async of(parts: CosignedParts, report: Report): Promise<CosignedHistory> {
    const cosigned = new CosignedHistory(parts, report);
    cosigned.history = await SignedHistory.of(cosigned.heads(), null, report);
    return cosigned;
  }

  /** What the log is to be held against. */
  get signed(): SignedHistory {
    return this.history!;
  }

  /** The newest that the demanded quorum has cosigned; `null` when there is none. To be asked after the walk. */
  get newest(): CosignedByQuorum | null {
    return this.best;
  }

  /** Those that are recorded, in the order of their sizes. What cannot be trusted is reported. */
  private async *heads(): AsyncGenerator<SignedHead> {
    const { store, upTo, history, saved } = this.parts;
    for (const note of saved) this.take(note, {}, 0);
    let size = 1;
    for await (const event of checkpointsIn(store, upTo, history.cosigned)) {
      const head = this.headOf(event, size);
      if (!head) continue;
      size = head.size;
      yield head;
    }
  }

  /** After the walk: reports when the quorum has cosigned less than was demanded. */
  async end(): Promise<void> {
    const { demanded } = this.parts;
    const covered = this.best?.size ?? 0;
    if (!demanded || covered >= demanded.size) return;
    const needed = `${demanded.needed} of the ${demanded.keys.length} given witnesses have to cosign`;
    const what =
      `The newest checkpoint covers ${demanded.size} events, and ${needed}: ` +
      `${this.best ? `they have for ${covered}` : 'they have cosigned none'}. ${await this.lackingSince(covered)}`;
    this.report({ kind: 'cosignature', log: this.parts.log, position: null, what });
  }

  private headOf(event: StoredEvent, atLeast: number): SignedHead | null {
    const cosigned = cosignedCheckpoint(event);
    if (!cosigned) return null;
    const place = { position: knownPosition(event), stream: this.parts.history.cosigned };
    return this.take(cosigned.checkpoint, place, atLeast);
  }

  /**
   * What a cosigned checkpoint says, if the ledger has signed it. Several services record them, and one may be late: the log is not held
   * against it any more, so it does not count either.
   */
  private take(note: string, place: Place, atLeast: number): SignedHead | null {
    try {
      const head = openCheckpoint(note, this.parts.verifiers);
      if (head.size < atLeast) return null;
      this.count(note, head.size, place);
      return { ...head, position: null };
    } catch (error) {
      if (!(error instanceof InvalidNote)) throw error;
      // What was kept elsewhere and is not trusted is reported where the log is held against it.
      if (place.stream !== undefined) this.reportAt(place, 'checkpoint', error.message);
      return null;
    }
  }

  private count(note: string, size: number, place: Place): void {
    const { demanded } = this.parts;
    if (!demanded) return;
    try {
      const cosignatures = cosignaturesOn(note, demanded.keys);
      if (cosignatures.length < demanded.needed || size < (this.best?.size ?? 0)) return;
      this.best = { size, cosignatures };
    } catch (error) {
      if (!(error instanceof InvalidNote)) throw error;
      this.reportAt(place, 'cosignature', error.message);
    }
  }

  private reportAt({ position, stream }: Place, kind: 'checkpoint' | 'cosignature', what: string): void {
    const where = stream === undefined ? {} : { stream };
    this.report({ kind, log: this.parts.log, position: position ?? null, ...where, what });
  }

  private async lackingSince(covered: number): Promise<string> {
    const { store, upTo, history } = this.parts;
    for await (const event of checkpointsIn(store, upTo, history.checkpoints)) {
      const signed = readableOrNull(event);
      if (signed && signed.size > covered)
        return `The first without enough is that over ${signed.size} events${timeOf(signed)}.`;
    }
    return 'No checkpoint after that can be read.';
  }
}

/** Where a cosigned checkpoint is recorded; nothing where it was kept elsewhere. */
interface Place {
  readonly position?: Position;
  readonly stream?: string;
}

function readableOrNull(event: StoredEvent): RecordedCheckpoint | null {
  try {
    return recordedCheckpoint(event);
  } catch (error) {
    if (error instanceof UnreadableCheckpoint) return null;
    throw error;
  }
}

/** The time is not signed, and may be anything. */
const timeOf = ({ signedAt }: RecordedCheckpoint): string => {
  const time = Date.parse(signedAt);
  return Number.isNaN(time) ? '' : `, of ${new Date(time).toISOString()}`;
};
