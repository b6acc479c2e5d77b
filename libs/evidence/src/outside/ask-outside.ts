/** What somebody else's service answered. */
export interface OutsideAnswer {
  readonly status: number;
  readonly body: Buffer;
}

/** It cannot be reached, or its answer is too long. */
export class OutsideUnavailable extends Error {
  override readonly name = 'OutsideUnavailable';
}

/** How long an answer may take, in milliseconds, and how long it may be, in bytes. */
const PATIENCE_MS = 5_000;
const LONGEST = 64 * 1024;

/** Asks a service of somebody else, at the address that a setting names and nowhere else. @throws OutsideUnavailable */
export async function askOutside(url: URL, init: RequestInit, stopping: AbortSignal): Promise<OutsideAnswer> {
  const signal = AbortSignal.any([stopping, AbortSignal.timeout(PATIENCE_MS)]);
  try {
    const response = await fetch(url, { ...init, redirect: 'error', signal });
    return { status: response.status, body: await bodyOf(response) };
  } catch (error) {
    throw error instanceof OutsideUnavailable ? error : new OutsideUnavailable(reasonOf(error as Error));
  }
}

async function bodyOf({ body }: Response): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > LONGEST) throw new OutsideUnavailable(`Its answer is longer than ${LONGEST} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The cause of a failed request stands below the error, and says more. */
function reasonOf({ message, cause }: Error): string {
  const { message: below } = Object(cause) as { readonly message?: unknown };
  return typeof below === 'string' && below !== '' ? below : message;
}
