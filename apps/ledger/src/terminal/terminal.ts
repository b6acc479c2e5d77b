import { ask } from './ask';
import { progressBar, unseen, type Progress } from './progress';
import { roomOf } from './room';
import { tableLines, type Column } from './table';

/** Where a command's results go: as lines and tables for people, or with `--json` as a JSON object a line for machines. */
export interface Terminal {
  /** Whether machines read along: lines and tables are then left out, and records printed. */
  readonly json: boolean;
  /** A line for people. */
  line(text?: string): void;
  /** A table for people. The rows may be more than memory holds. */
  table(
    columns: readonly Column[],
    rows: Iterable<readonly string[]> | AsyncIterable<readonly string[]>,
  ): Promise<void>;
  /** A line for machines. */
  record(object: object): void;
  /** Shows how far long work has come, of a total, when somebody watches; to be ended. */
  progress(label: string, total: number): Promise<Progress>;
  /** Asks for what must not stand on the command line, such as a personal identity. @throws WrongUsage when there is no answer. */
  ask(question: string): Promise<string>;
}

/** Standard input and output. Both writes wait until somebody reads, so nothing piles up. */
export function createTerminal(json: boolean): Terminal {
  const write = (text: string) => void process.stdout.write(`${text}\n`);
  const isWatched = process.stderr.isTTY && !json;
  return {
    json,
    line: (text = '') => {
      if (!json) write(text);
    },
    table: async (columns, rows) => {
      if (json) return;
      for await (const line of tableLines(columns, rows, roomOf(process.stdout))) write(line);
    },
    record: (object) => {
      if (json) write(JSON.stringify(object));
    },
    progress: async (label, total) => (isWatched ? progressBar(label, total) : unseen),
    ask,
  };
}
