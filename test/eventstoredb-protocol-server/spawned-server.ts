import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Counts, Faults } from './faults';

const MAIN = join(process.cwd(), 'dist/test/eventstoredb-protocol-server/main.js');

/** The protocol server in a process of its own, for tests of several processes and for benches. Needs `npm run build`. */
export class SpawnedProtocolServer {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
    private readonly controlPort: number,
  ) {}

  static async start(): Promise<SpawnedProtocolServer> {
    if (!existsSync(MAIN)) throw new Error(`There is no ${MAIN}: run npm run build first`);
    const child = spawn(process.execPath, [MAIN], { stdio: ['pipe', 'pipe', 'inherit'] });
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    const { url, controlPort } = JSON.parse(line) as { url: string; controlPort: number };
    return new SpawnedProtocolServer(child, url, controlPort);
  }

  get pid(): number {
    return this.child.pid!;
  }

  async counts(): Promise<Counts> {
    return (await this.ask('GET', 'counts')) as Counts;
  }

  misbehave(faults: Partial<Faults>): Promise<unknown> {
    return this.ask('POST', 'misbehave', faults);
  }

  command(name: 'heal' | 'drop-subscriptions' | 'die' | 'come-back'): Promise<unknown> {
    return this.ask('POST', name);
  }

  async stop(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill();
    await ended;
  }

  private async ask(method: string, path: string, body?: object): Promise<unknown> {
    const url = `http://127.0.0.1:${this.controlPort}/${path}`;
    const response = await fetch(url, { method, body: body && JSON.stringify(body) });
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
    return response.json();
  }
}
