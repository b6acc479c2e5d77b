import { createHash } from 'node:crypto';
import { askOutside, OutsideUnavailable } from '../outside/ask-outside';
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
    try {
      const { status, body } = await askOutside(new URL(path, this.url), init, this.stopping);
      return { status, body: body.toString('utf8') };
    } catch (error) {
      throw error instanceof OutsideUnavailable ? new WitnessUnavailable(error.message) : error;
    }
  }
}
