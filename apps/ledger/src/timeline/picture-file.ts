import { writeFile } from 'node:fs/promises';
import { timelinePicture, type ConsentHistory } from '#audit';
import type { Invocation } from '../ledger-command';

/** As many consents as a picture can show that somebody looks at. */
const MOST_DRAWN = 100;

/** The picture that the option --svg asks for; without the option, nothing. */
export class PictureFile {
  private readonly drawn: ConsentHistory[] = [];
  private omitted = 0;

  constructor(
    private readonly invocation: Invocation,
    private readonly title: string,
  ) {}

  /** Passes histories on, and notes what is to be drawn of them. */
  async *noting(histories: AsyncIterable<ConsentHistory>): AsyncGenerator<ConsentHistory> {
    for await (const history of histories) {
      this.note(history);
      yield history;
    }
  }

  note(history: ConsentHistory): void {
    if (this.drawn.length < MOST_DRAWN) this.drawn.push(history);
    else this.omitted += 1;
  }

  /** Whether nothing was noted. */
  get isEmpty(): boolean {
    return this.drawn.length === 0;
  }

  async write(): Promise<void> {
    const { options, clock, terminal } = this.invocation;
    if (typeof options.svg !== 'string') return;
    const { title, drawn: histories, omitted } = this;
    await writeFile(options.svg, timelinePicture({ title, histories, omitted, now: clock() }));
    terminal.line(`\nThe picture is in ${options.svg}.`);
  }
}
