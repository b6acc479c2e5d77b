import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { SpawnedProtocolServer } from '../eventstoredb-protocol-server';
import type { StoreKind } from '../support/live-ledger';
import type { Step } from '../support/pages';
import { projectFolder } from '../support/project-folder';
import { isLong } from '../support/this-run';
import { temporaryFolder } from '../support/temporary-folder';
import { addressesOf, startSystem, type StartedSystem } from '../support/started-system';

const places: Readonly<Record<string, string>> = {
  'http://127.0.0.1:3000': 'service',
  'http://127.0.0.1:3001': 'portal',
  'http://127.0.0.1:3002': 'sign-in',
};

/** npx looks for packages for 1.5 s before it starts a command. The long tests pay for that on the store that a newcomer has; elsewhere the shell starts the built command itself. */
const withoutNpx = `npx() {
  [ "$1" = ledger ] || { command npx "$@"; return; }
  shift
  node dist/apps/ledger/src/main.js "$@"
}`;

/** A reader at a terminal, with a system that `npm start` started on a ledger of its own, and nothing else set. */
export class Reader {
  private system: StartedSystem | null = null;
  private addresses: Readonly<Record<string, string>> = {};

  private constructor(
    private readonly folder: Awaited<ReturnType<typeof temporaryFolder>>,
    private readonly server: SpawnedProtocolServer | null,
  ) {}

  static async at(store: StoreKind): Promise<Reader> {
    const server = store === 'EventStoreDB' ? await SpawnedProtocolServer.start() : null;
    const reader = new Reader(await temporaryFolder(), server);
    await reader.start({});
    return reader;
  }

  /** Takes a step; returns what it printed. */
  async take(step: Step): Promise<string> {
    if ('command' in step) return this.run(step.command);
    await this.stop();
    await this.start(step.settings);
    return '';
  }

  async end(): Promise<void> {
    await this.stop();
    await this.server?.stop();
    await this.folder.remove();
  }

  private get store(): Record<string, string> {
    return { DATA_DIR: this.folder.path, ...(this.server && { EVENT_STORE_URL: this.server.url }) };
  }

  private async run(command: string): Promise<string> {
    const here = Object.entries(places).reduce(
      (text, [printed, name]) => text.replaceAll(printed, this.addresses[name]!),
      command,
    );
    const PORT = new URL(this.addresses.service!).port;
    const env = { ...process.env, ...this.store, PORT };
    const script = ['set -eo pipefail', isLong && !this.server ? '' : withoutNpx, here].join('\n');
    const { stdout } = await promisify(execFile)('bash', ['-c', script], { cwd: projectFolder, env });
    return stdout;
  }

  private async start(settings: Readonly<Record<string, string>>): Promise<void> {
    this.system = await startSystem({ ...this.store, ...settings });
    this.addresses = await addressesOf(this.system);
  }

  private async stop(): Promise<void> {
    this.system?.process.kill('SIGTERM');
    await this.system?.ended;
  }
}
