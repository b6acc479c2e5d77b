import type { Progress } from '../terminal/progress';
import type { Terminal } from '../terminal/terminal';

/** Long work in stages, each with a progress of its own; the next one ends it. */
export class Stages {
  private current: Promise<Progress> | undefined;

  constructor(private readonly terminal: Terminal) {}

  begin(label: string, total: number): void {
    void this.end();
    this.current = this.terminal.progress(label, total);
  }

  at(reached: number, done?: number): void {
    void this.current?.then((progress) => progress.at(reached, done));
  }

  /** Resolves when nothing is shown any more. */
  async end(): Promise<void> {
    const ending = this.current;
    this.current = undefined;
    (await ending)?.end();
  }
}
