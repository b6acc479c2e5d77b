import { bytesOfBase64 } from '../note/base64';
import { HASH_BYTES, type Hash } from '../tree/hashing';

/** What a log hands to a witness (C2SP tlog-witness, `add-checkpoint`). */
export interface CheckpointRequest {
  /** How many leaves the newest checkpoint had that the witness cosigned; 0 for none. */
  readonly oldSize: number;
  /** That the tree of the checkpoint begins with that older one. */
  readonly proof: readonly Hash[];
  /** The signed checkpoint. */
  readonly note: string;
}

/** A text is no such request. */
export class MalformedRequest extends Error {
  override readonly name = 'MalformedRequest';

  constructor() {
    super('The body is not an old size, a proof, an empty line and a signed checkpoint.');
  }
}

const MOST_HASHES = 63;

export function writeRequest({ oldSize, proof, note }: CheckpointRequest): string {
  const lines = [`old ${oldSize}`, ...proof.map((hash) => hash.toString('base64'))];
  return `${lines.join('\n')}\n\n${note}`;
}

/** @throws MalformedRequest */
export function readRequest(body: string): CheckpointRequest {
  const end = body.indexOf('\n\n');
  const [first = '', ...hashes] = body.slice(0, Math.max(end, 0)).split('\n');
  const [, digits] = /^old (0|[1-9]\d{0,15})$/.exec(first) ?? [];
  const proof = hashes.map(bytesOfBase64);
  if (digits === undefined || !Number.isSafeInteger(Number(digits)) || proof.length > MOST_HASHES)
    throw new MalformedRequest();
  if (!proof.every((hash) => hash?.length === HASH_BYTES)) throw new MalformedRequest();
  return { oldSize: Number(digits), proof: proof as Hash[], note: body.slice(end + 2) };
}
