import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';

/** Longer than anybody waits for a register. */
const SLOWNESS_MS = 6_000;

/** What a register answers to a question by its path: JSON, or `null` when it does not have what was asked for. */
export type Questions = Readonly<Record<string, (body: Readonly<Record<string, string>>) => unknown>>;

/** A register over HTTP, which can be told to be out of order. */
export class RegisterServer {
  condition: 'in order' | 'failing' | 'slow' = 'in order';
  private readonly server: Server;

  private constructor(private readonly questions: Questions) {
    this.server = createServer((request, response) => {
      const answer = json(request).then((body) => this.answer(request.url!, body));
      answer.then(
        ({ status, body }) =>
          response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
        (error: unknown) => response.destroy(error as Error),
      );
    });
  }

  /** Listens on a free port. */
  static async start(questions: Questions): Promise<RegisterServer> {
    const register = new RegisterServer(questions);
    await new Promise<void>((resolve) => register.server.listen(0, '127.0.0.1', resolve));
    return register;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  close(): Promise<unknown> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(path: string, body: unknown): Promise<{ status: number; body: unknown }> {
    if (this.condition === 'failing') return { status: 503, body: null };
    if (this.condition === 'slow') await pause(SLOWNESS_MS, undefined, { ref: false });
    const found = this.questions[path.slice(1)]?.(body as Record<string, string>) ?? null;
    return { status: found === null ? 404 : 200, body: found };
  }
}
