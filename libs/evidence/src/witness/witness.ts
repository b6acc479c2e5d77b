import { newId, type Clock, type Logger } from '#platform';
import { openCheckpoint, readCheckpoint, type Checkpoint } from '../note/checkpoint';
import type { Cosigner } from '../note/cosignature';
import type { NoteVerifier } from '../note/note-key';
import { InvalidNote, isBy, readNote, signatureLine, type Signature } from '../note/signed-note';
import { isConsistent } from '../tree/consistency';
import { EMPTY_ROOT } from '../tree/hashing';
import { MalformedRequest, readRequest, type CheckpointRequest } from './checkpoint-request';
import type { Finding, WitnessFolder } from './witness-folder';

export interface WitnessParts {
  readonly folder: WitnessFolder;
  readonly cosigner: Cosigner;
  /** The keys of the logs that are witnessed. A log is known by the name of its key. */
  readonly logs: readonly NoteVerifier[];
  readonly clock: Clock;
  readonly log: Logger;
}

/** What a witness answers: a status of HTTP and a text. */
export interface WitnessAnswer {
  readonly status: 200 | 400 | 403 | 404 | 409 | 422;
  readonly body: string;
}

/** A request that is answered with something else than a cosignature. */
class Refusal extends Error {
  constructor(
    readonly answer: WitnessAnswer,
    /** Set when it is signed by its log, and does not agree with what was cosigned: what an auditor has to know. */
    readonly finding?: Finding,
  ) {
    super(answer.body.trim());
  }
}

const refusal = (status: WitnessAnswer['status'], body: string): Refusal =>
  new Refusal({ status, body: `${body}\n` });

/**
 * Cosigns a checkpoint of a known log when it is proved to go on from the newest one that was cosigned before (C2SP tlog-witness). So
 * there is only one history that all who rely on this witness can be shown.
 */
export class Witness {
  constructor(private readonly parts: WitnessParts) {}

  /** What `add-checkpoint` answers to a request's body. What is cosigned is on the disk by then. */
  add(body: string): WitnessAnswer {
    try {
      const request = readRequest(body);
      const checkpoint = this.opened(request);
      return this.parts.folder.alone(() => this.cosignNext(request, checkpoint));
    } catch (error) {
      if (error instanceof Refusal) return error.answer;
      if (error instanceof MalformedRequest || error instanceof InvalidNote)
        return { status: 400, body: `${error.message}\n` };
      throw error;
    }
  }

  /** The newest cosigned checkpoint of a log, by the SHA-256 of its name in hexadecimal digits; `null` before the first. */
  newest(originHash: string): string | null {
    return this.parts.folder.ofHash(originHash);
  }

  /** The checkpoint that a known log has signed. @throws Refusal, InvalidNote */
  private opened({ note, oldSize }: CheckpointRequest): Checkpoint {
    const { origin } = readCheckpoint(note);
    const keys = this.parts.logs.filter(({ name }) => name === origin);
    if (keys.length === 0) throw refusal(404, 'This log is not known here.');
    const checkpoint = openedOrRefused(note, keys);
    if (oldSize > checkpoint.size) throw refusal(400, 'The old size is larger than the checkpoint.');
    return checkpoint;
  }

  private cosignNext(request: CheckpointRequest, checkpoint: Checkpoint): WitnessAnswer {
    const { folder, cosigner, clock, log } = this.parts;
    const { origin, size } = checkpoint;
    const known = folder.newest(origin);
    try {
      demandNext(request, checkpoint, known);
    } catch (error) {
      if (error instanceof Refusal && error.finding) this.keep(request, checkpoint, known, error.finding);
      throw error;
    }
    const { text } = readNote(request.note);
    const line = cosigner.cosign(text, clock());
    folder.put(origin, this.withLogSignature(request.note) + line);
    log.info('cosigned', { origin, size });
    return { status: 200, body: line };
  }

  /** The note as its log has signed it, and without whatever else came with it. */
  private withLogSignature(note: string): string {
    const { text, signatures } = readNote(note);
    const isOfLog = (signature: Signature): boolean =>
      this.parts.logs.some((key) => isBy(key, signature) && key.verify(text, signature.bytes));
    const lines = signatures.filter(isOfLog).map(signatureLine);
    return `${text}\n${[...new Set(lines)].join('')}`;
  }

  private keep(
    request: CheckpointRequest,
    { origin, size }: Checkpoint,
    known: string | null,
    finding: Finding,
  ) {
    const { folder, clock, log } = this.parts;
    const at = new Date(clock()).toISOString();
    const isKept = folder.keep({ finding, request, known, why: FOUND[finding], at });
    log.error(FOUND[finding], {
      eventId: newId(),
      origin,
      size,
      kept: isKept ? 'in the folder "refused"' : 'not: the folder "refused" is full',
    });
  }
}

/** Anybody may send a checkpoint with a wrong proof, so that alone does not accuse the log. */
const FOUND = {
  contradicts:
    'A log has signed two checkpoints of the same size with different roots. The second one is not cosigned.',
  unproved:
    'A log has signed a checkpoint that came without a proof that it goes on from the known one. It is not cosigned.',
};

function openedOrRefused(note: string, keys: readonly NoteVerifier[]): Checkpoint {
  try {
    return openCheckpoint(note, keys);
  } catch (error) {
    throw error instanceof InvalidNote ? refusal(403, error.message) : error;
  }
}

/** @throws Refusal when the checkpoint is not proved to go on from the known one. */
function demandNext({ oldSize, proof }: CheckpointRequest, next: Checkpoint, known: string | null): void {
  const older = known === null ? { size: 0, root: EMPTY_ROOT } : readCheckpoint(known);
  const contradicts = older.size === next.size && !older.root.equals(next.root);
  const finding = contradicts ? 'contradicts' : undefined;
  if (older.size !== oldSize) throw new Refusal({ status: 409, body: `${older.size}\n` }, finding);
  if (contradicts) throw new Refusal({ status: 422, body: 'The roots of this size differ.\n' }, finding);
  if (isConsistent(older, next, proof)) return;
  throw new Refusal({ status: 422, body: 'The consistency proof does not hold.\n' }, 'unproved');
}
