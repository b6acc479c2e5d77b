import { RunningPart, type Part } from './running-part';

/** Why the parts are stopped. */
type Reason = 'told' | 'one-ended';

/** Runs several parts as one: they start one after the other, and when one ends, or the supervisor is told to stop, all end. */
export class Supervisor {
  private readonly running: RunningPart[] = [];
  private stopping: Promise<number> | null = null;
  private announceEnd!: (exitCode: number) => void;
  /** Resolves when every part has ended, with what the supervisor is to end with: 0 when it was told to stop, and all went well. */
  readonly ended = new Promise<number>((resolve) => {
    this.announceEnd = resolve;
  });

  /** Starts a part, and waits until it listens; answers where. @throws when it ends before. */
  async start(part: Part, environment: NodeJS.ProcessEnv): Promise<string> {
    if (this.stopping) throw new Error('The parts are being stopped.');
    const running = RunningPart.start(part, environment);
    this.running.push(running);
    void running.ended.then(() => this.stop('one-ended'));
    return running.url;
  }

  /** Stops every part, those that rest on others first. Being told again changes nothing. */
  stop(reason: Reason = 'told'): Promise<number> {
    this.stopping ??= this.stopAll(reason).then((exitCode) => {
      this.announceEnd(exitCode);
      return exitCode;
    });
    return this.stopping;
  }

  private async stopAll(reason: Reason): Promise<number> {
    const codes: (number | null)[] = [];
    for (const part of this.running.toReversed()) codes.push(await part.stop());
    const failed = codes.find((code) => code !== 0);
    if (failed !== undefined) return failed ?? 1;
    return reason === 'told' ? 0 : 1;
  }
}
