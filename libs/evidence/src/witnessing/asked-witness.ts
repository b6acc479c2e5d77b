import { openCheckpoint, readCheckpoint, type Checkpoint } from '../note/checkpoint';
import { withCosignature, type WitnessKey } from '../note/cosignature';
import type { NoteVerifier } from '../note/note-key';
import { InvalidNote } from '../note/signed-note';
import type { TreeStorage } from '../tree/tree-storage';
import { WitnessUnavailable, type WitnessClient } from '../witness/witness-client';

export interface AskedWitnessParts {
  readonly key: WitnessKey;
  readonly client: Pick<WitnessClient, 'add' | 'newest'>;
  readonly tree: TreeStorage;
  /** The key of the ledger. */
  readonly verifier: NoteVerifier;
}

/** A witness did not cosign, and what it shows says why: a checkpoint that this ledger's key has signed. */
export interface ShownCheckpoint extends Checkpoint {
  readonly note: string;
}

/** What came of asking: the note with one more cosignature, or what the witness shows instead. */
export type Asked = { readonly note: string } | { readonly shown: ShownCheckpoint };

/** The witness may have gone on between two requests, when several services ask it. */
const ATTEMPTS = 3;

/** First tried again after this time; each failure doubles it, up to the longest. In milliseconds. */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;

/** One witness, and how far it has followed one log. */
export class AskedWitness {
  /** How many leaves the newest checkpoint has that it is known to have cosigned. */
  private known = 0;
  private follows = false;
  private pause = 0;
  private notBefore = 0;
  private trouble = '';

  constructor(private readonly parts: AskedWitnessParts) {}

  get key(): WitnessKey {
    return this.parts.key;
  }

  /** Whether it has cosigned something of this log since this process began. */
  get hasFollowed(): boolean {
    return this.follows;
  }

  /** In how many milliseconds it may be asked again. */
  get dueIn(): number {
    return Math.max(0, this.notBefore - performance.now());
  }

  /** Notes that it did not cosign. @returns whether that is news. */
  failed(why: string): boolean {
    this.pause = Math.min(LONGEST_PAUSE_MS, Math.max(FIRST_PAUSE_MS, this.pause * 2));
    this.notBefore = performance.now() + this.pause;
    const isNews = this.trouble !== why;
    this.trouble = why;
    return isNews;
  }

  /** Asks it to cosign a checkpoint of this tree. @throws WitnessUnavailable */
  async ask(note: string): Promise<Asked> {
    const { size, origin } = readCheckpoint(note);
    for (let attempt = 0; attempt < ATTEMPTS && this.known <= size; attempt += 1) {
      const reply = await this.parts.client.add({
        oldSize: this.known,
        proof: this.parts.tree.consistencyProof(this.known, size),
        note,
      });
      if (reply.outcome === 'cosigned') return this.cosigned(note, reply.lines, size);
      if (reply.outcome === 'refused')
        return { shown: await this.shown(origin, `it answered ${reply.status}`) };
      this.known = reply.size;
    }
    return { shown: await this.shown(origin, `it answered that it knows ${this.known} leaves`) };
  }

  private cosigned(note: string, lines: string, size: number): Asked {
    const cosigned = withCosignature(note, lines, this.key);
    if (cosigned === null) throw new WitnessUnavailable('It answered without a cosignature by its key.');
    this.known = size;
    this.follows = true;
    [this.pause, this.trouble] = [0, ''];
    return { note: cosigned };
  }

  /** What it shows is not believed unless this ledger has signed it. @throws WitnessUnavailable */
  private async shown(origin: string, answer: string): Promise<ShownCheckpoint> {
    const note = await this.parts.client.newest(origin);
    const nothing = `It does not cosign (${answer}), and shows no checkpoint that this ledger has signed.`;
    if (note === null) throw new WitnessUnavailable(nothing);
    try {
      return { ...openCheckpoint(note, [this.parts.verifier]), note };
    } catch (error) {
      throw error instanceof InvalidNote ? new WitnessUnavailable(nothing) : error;
    }
  }
}
