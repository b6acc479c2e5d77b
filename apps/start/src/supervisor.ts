import { RunningPart, type Part } from './running-part';

/** Runs several parts as one: they start one after the other, and when one ends, or the supervisor is asked to stop, all end. */
export class Supervisor {
  private readonly running: RunningPart[] = [];
  private stopping: Promise<number> | null = null;
  private announceEnd!: (exitCode: number) => void;
  /** Resolves when every part has ended, with what the supervisor is to end with: 0 when it was asked to stop, and all went well. */
  readonly ended = new Promise<number>((resolve) => {
    this.announceEnd = resolve;
  });

  /** Starts a part, and waits until it listens; answers where. @throws when it ends before. */
  async start(part: Part, environment: NodeJS.ProcessEnv): Promise<string> {
    if (this.stopping) throw new Error('The parts are being stopped.');
    const running = RunningPart.start(part, environment);
    this.running.push(running);
    void running.ended.then(() => this.stop(1));
    return running.url;
  }

  /** Stops every part, those that rest on others first, to end with this code. A second call changes nothing. */
  stop(code = 0): Promise<number> {
    this.stopping ??= this.stopAll(code).then((exitCode) => {
      this.announceEnd(exitCode);
      return exitCode;
    });
    return this.stopping;
  }

  private async stopAll(code: number): Promise<number> {
    const codes: (number | null)[] = [];
    for (const part of this.running.toReversed()) codes.push(await part.stop());
    if (code > 1) return code;
    const failed = codes.find((ended) => ended !== 0);
    return failed === undefined ? code : (failed ?? 1);
  }
}
