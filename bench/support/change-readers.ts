import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';

interface Page {
  readonly getConsentChangesResult: {
    readonly changes: readonly object[];
    readonly cursor: string;
    readonly hasMore: boolean;
  };
}

async function ask(url: string, body: object, accept: string): Promise<IncomingMessage> {
  const sent = request(`${url}/v2/get-consent-changes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept },
  });
  sent.end(JSON.stringify(body));
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  if (answer.statusCode !== 200) throw new Error(`A reader of changes is answered ${answer.statusCode}.`);
  return answer;
}

/** Reads all changes page by page. @returns how many there were. */
export async function readByPages(url: string, careProviderId: string): Promise<number> {
  let [read, cursor] = [0, undefined as string | undefined];
  for (;;) {
    const answer = await ask(url, { careProviderId, cursor }, 'application/json');
    const { getConsentChangesResult: page } = (await json(answer)) as Page;
    read += page.changes.length;
    if (!page.hasMore) return read;
    ({ cursor } = page);
  }
}

const CHANGE = 'event: change\n';
const CURRENT = 'event: current\n';

/** Reads the stream up to where it says that it is complete. @returns how many changes came, and every byte. */
export async function readByStream(
  url: string,
  careProviderId: string,
): Promise<{ readonly read: number; readonly bytes: Buffer }> {
  const answer = await ask(url, { careProviderId }, 'text/event-stream');
  const chunks: Buffer[] = [];
  let tail = '';
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    tail = tail.slice(-CURRENT.length) + chunk.toString('latin1');
    if (tail.includes(CURRENT)) break;
  }
  answer.destroy();
  const bytes = Buffer.concat(chunks);
  return { read: bytes.toString('latin1').split(CHANGE).length - 1, bytes };
}

/** Somebody who follows the stream, and notes when each consent was seen. */
export class Follower {
  readonly seenAt = new Map<string, number>();
  private rest = '';

  private constructor(private readonly answer: IncomingMessage) {
    answer.setEncoding('utf8').on('data', (chunk: string) => this.take(chunk));
    answer.on('error', () => undefined);
  }

  /** Resolves when the stream is complete up to now. */
  static async open(url: string, careProviderId: string): Promise<Follower> {
    const follower = new Follower(await ask(url, { careProviderId }, 'text/event-stream'));
    while (!follower.isCurrent) await once(follower.answer, 'data');
    return follower;
  }

  private isCurrent = false;

  async untilSeen(assertionIds: Iterable<string>): Promise<void> {
    for (const id of assertionIds) while (!this.seenAt.has(id)) await once(this.answer, 'data');
  }

  close(): void {
    this.answer.destroy();
  }

  private take(chunk: string): void {
    const now = performance.now();
    const blocks = (this.rest + chunk).split('\n\n');
    this.rest = blocks.pop()!;
    for (const block of blocks) {
      if (block.includes(CURRENT)) this.isCurrent = true;
      const [, id] = /"assertionId":"([0-9a-f-]{36})"/.exec(block) ?? [];
      if (id !== undefined) this.seenAt.set(id, now);
    }
  }
}
