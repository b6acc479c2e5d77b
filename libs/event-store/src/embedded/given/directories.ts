import {
  spawn,
  type ChildProcessWithoutNullStreams,
  type SpawnOptionsWithoutStdio,
} from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedEventStore } from '../embedded-event-store';

const PROCESSES = join(__dirname, '../../../../../dist/test/processes');

/** Directories made by a spec; they are removed when it is done. */
export class Directories {
  private readonly made: string[] = [];

  async make(): Promise<string> {
    const parent = await mkdtemp(join(tmpdir(), 'embedded-'));
    this.made.push(parent);
    await chmod(parent, 0o755);
    return join(parent, 'log');
  }

  /** A log that has been written to and closed. */
  async makeLog(streams = 40): Promise<string> {
    const directory = await this.make();
    const store = await EmbeddedEventStore.open(directory);
    const appends = Array.from({ length: streams }, (_, number) =>
      store.append(`stream-${number}`, 'no-stream', [aNote(number), aNote(number)]),
    );
    await Promise.all(appends);
    await store.close();
    return directory;
  }

  async remove(): Promise<void> {
    await Promise.all(this.made.map((directory) => rm(directory, { recursive: true, force: true })));
  }
}

export const aNote = (number = 0) => ({
  id: crypto.randomUUID(),
  type: 'Noted.v1',
  data: { number, text: 'x'.repeat(300) },
  metadata: {},
});

export class Child {
  output = '';
  readonly exited: Promise<unknown>;

  constructor(readonly process: ChildProcessWithoutNullStreams) {
    process.stdout.setEncoding('utf8').on('data', (text: string) => (this.output += text));
    process.stderr.resume();
    this.exited = once(process, 'close');
  }

  /** The lines that have been printed whole. */
  lines(): string[] {
    return this.output.split('\n').slice(0, -1);
  }

  async printed(lines: number): Promise<string> {
    while (this.lines().length < lines) {
      if (this.process.exitCode !== null || this.process.signalCode !== null)
        throw new Error(`The process ended early, having said: ${this.output}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    return this.lines()[lines - 1]!;
  }
}

/** Runs a script of test/processes as it has been built. */
export const run = (script: string, args: readonly (string | number)[], options?: SpawnOptionsWithoutStdio) =>
  new Child(spawn(process.execPath, [join(PROCESSES, `${script}.js`), ...args.map(String)], options));

/** The same, with a limit on the size of the files it writes: a full disk for one process. */
export const runWithin = (kilobytes: number, script: string, args: readonly (string | number)[]) =>
  new Child(
    spawn('bash', [
      '-c',
      `ulimit -S -f ${kilobytes}; exec "$0" "$@"`,
      process.execPath,
      join(PROCESSES, `${script}.js`),
      ...args.map(String),
    ]),
  );
