import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A part of the system, to be run as a process of its own. */
export interface Part {
  readonly name: string;
  /** Its built main file. */
  readonly main: string;
}

/** What a part listens at, as it says itself once it does. */
const urlIn = (line: string): string | undefined =>
  line.includes('"listening"') ? (JSON.parse(line) as { url?: string }).url : undefined;

/** A part at work. Its log lines go out as they are, whole, so that those of several parts can be read as one log. */
export class RunningPart {
  /** Where it listens; rejects when it ends before it does. */
  readonly url: Promise<string>;
  /** Resolves when it has ended, with its exit code; `null` when a signal ended it. Never rejects. */
  readonly ended: Promise<number | null>;

  private constructor(
    readonly name: string,
    private readonly child: ChildProcess,
  ) {
    this.ended = once(child, 'close').then(
      ([code]) => code as number | null,
      () => 1,
    );
    const { promise, resolve, reject } = listening();
    this.url = promise;
    createInterface({ input: child.stdout! }).on('line', (line) => {
      process.stdout.write(`${line}\n`);
      const url = urlIn(line);
      if (url !== undefined) resolve(url);
    });
    void this.ended.then(() => reject(new Error(`${name} ended before it listened.`)));
  }

  /**
   * Starts a part in a process group of its own: a key pressed in the terminal reaches the supervisor alone, which then stops the
   * parts in order, each once. A part stops by itself when its channel to the supervisor breaks, so a killed supervisor leaves none.
   */
  static start({ name, main }: Part, environment: NodeJS.ProcessEnv): RunningPart {
    const child = spawn(process.execPath, [main], {
      env: environment,
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
      detached: true,
    });
    return new RunningPart(name, child);
  }

  /** Asks it to stop, and waits until it has. */
  async stop(): Promise<number | null> {
    this.child.kill('SIGTERM');
    return this.ended;
  }
}

function listening() {
  let resolve!: (url: string) => void;
  let reject!: (error: Error) => void;
  const promise = new Promise<string>((onListening, onEnd) => {
    [resolve, reject] = [onListening, onEnd];
  });
  promise.catch(() => undefined);
  return { promise, resolve, reject };
}
