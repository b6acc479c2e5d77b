import type { Body } from './samples';

/** What came back: the HTTP status, and the JSON beneath it. */
export interface Answer {
  readonly status: number;
  readonly body: Body;
}

/** There is no ledger to talk to, in words for the person who started the demo. */
export class NoLedger extends Error {
  override readonly name = 'NoLedger';
}

const PATIENCE_MS = 30_000;

/** A running service's JSON door. */
export class JsonDoor {
  private constructor(readonly url: string) {}

  /** @throws NoLedger when the address is not valid, nobody answers there, or another program does. */
  static async at(address: string): Promise<JsonDoor> {
    const door = new JsonDoor(originOf(address));
    const { status, body } = await door.ask('docs-json');
    if (status !== 200 || typeof body.openapi !== 'string') throw otherService(door.url);
    return door;
  }

  /** Calls a contract by its name in kebab case. @throws NoLedger */
  call(contract: string, request: Body): Promise<Answer> {
    return this.ask(`v2/${contract}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
    });
  }

  private async ask(path: string, init: RequestInit = {}): Promise<Answer> {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const response = await fetch(`${this.url}/${path}`, { ...init, signal }).catch((error: unknown) => {
      throw nobodyAnswers(this.url, error);
    });
    const body: unknown = await response.json().catch(() => null);
    if (typeof body !== 'object' || body === null) throw otherService(this.url);
    return { status: response.status, body: body as Body };
  }
}

function originOf(address: string): string {
  const isWeb = /^https?:\/\//.test(address) && URL.canParse(address);
  if (!isWeb) throw new NoLedger(`"${address}" is no address of a service, such as http://127.0.0.1:3000.`);
  return new URL(address).origin;
}

const nobodyAnswers = (url: string, cause: unknown): NoLedger =>
  new NoLedger(`No service answers at ${url}. Start one with "npm start", or name another address.`, {
    cause,
  });

const otherService = (url: string): NoLedger =>
  new NoLedger(`Something answers at ${url}, but it is no consent ledger. Name another address.`);
