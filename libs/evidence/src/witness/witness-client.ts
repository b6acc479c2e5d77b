import { createHash } from 'node:crypto';
import { writeRequest, type CheckpointRequest } from './checkpoint-request';

/** What a witness answered: lines of signatures, the size that it knows, or why it refuses. */
export type WitnessReply =
  | { readonly outcome: 'cosigned'; readonly lines: string }
  | { readonly outcome: 'knows'; readonly size: number }
  | { readonly outcome: 'refused'; readonly status: number };

/** A witness cannot be reached, or what it answers is not by the protocol. */
export class WitnessUnavailable extends Error {
  override readonly name = 'WitnessUnavailable';
}

/** How long a witness may take for an answer, in milliseconds, and how long that may be, in bytes. */
const PATIENCE_MS = 5_000;
const LONGEST = 64 * 1024;

/** Asks witnesses by the protocol of C2SP tlog-witness. What they answer is not trusted with anything. */
export class WitnessClient {
  /** @param url what stands before `add-checkpoint`. @param stopping ends what is asked. */
  constructor(
    private readonly url: string,
    private readonly stopping: AbortSignal,
  ) {}

  /** @throws WitnessUnavailable */
  async add(request: CheckpointRequest): Promise<WitnessReply> {
    const { status, body } = await this.ask('add-checkpoint', {
      method: 'POST',
      body: writeRequest(request),
    });
    if (status === 200) return { outcome: 'cosigned', lines: body };
    if (status !== 409) return { outcome: 'refused', status };
    const [, digits] = /^(0|[1-9]\d{0,15})\n$/.exec(body) ?? [];
    if (digits === undefined) throw new WitnessUnavailable('It answered 409 without the size that it knows.');
    return { outcome: 'knows', size: Number(digits) };
  }

  /** The newest checkpoint of a log that it says it has cosigned; `null` when it shows none. @throws WitnessUnavailable */
  async newest(origin: string): Promise<string | null> {
    const hash = createHash('sha256').update(origin).digest('hex');
    const { status, body } = await this.ask(`${hash}/checkpoint`, {});
    return status === 200 ? body : null;
  }

  private async ask(path: string, init: RequestInit): Promise<{ status: number; body: string }> {
    const signal = AbortSignal.any([this.stopping, AbortSignal.timeout(PATIENCE_MS)]);
    try {
      const response = await fetch(new URL(path, this.url), { ...init, redirect: 'error', signal });
      return { status: response.status, body: await bodyOf(response) };
    } catch (error) {
      throw error instanceof WitnessUnavailable ? error : new WitnessUnavailable(reasonOf(error as Error));
    }
  }
}

async function bodyOf({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > LONGEST) throw new WitnessUnavailable(`Its answer is longer than ${LONGEST} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The cause of a failed request stands below the error, and says more. */
function reasonOf({ message, cause }: Error): string {
  const { message: below } = Object(cause) as { readonly message?: unknown };
  return typeof below === 'string' && below !== '' ? below : message;
}
