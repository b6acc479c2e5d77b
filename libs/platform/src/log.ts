import { Writable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { createLogger, format, transports, type Logger } from 'winston';

export type { Logger } from 'winston';

/** JSON lines on standard output, each with a UTC timestamp. Nothing logged may hold a personal identity, a key or a password. */
export function createLog(level: string): Logger {
  const output = gathered(process.stdout);
  const log = createLogger({
    level,
    format: format.printf(({ level: severity, message, entries, ...fields }) => {
      const begin = JSON.stringify({ timestamp: new Date().toISOString(), level: severity, message });
      const lines = (entries as readonly object[] | undefined) ?? [fields];
      return lines.map((line) => merged(begin, JSON.stringify(line))).join('\n');
    }),
    transports: [new transports.Stream({ stream: output, eol: '\n' })],
  });
  outputs.set(log, output);
  return log;
}

/** Where the lines of each log are gathered. */
const outputs = new WeakMap<Logger, Writable>();

/**
 * Resolves when every line is written: those of this turn of the event loop, those under way in the log, and those gathered. The log
 * stays open, because what comes late would throw in a log that has ended, out of whatever logged it.
 */
export async function flushLog(log: Logger): Promise<void> {
  do await turn();
  while (waiting(log) > 0);
}

/** How many lines are between the log and standard output. */
const waiting = (log: Logger): number =>
  log.writableLength +
  log.readableLength +
  [...log.transports, outputs.get(log)].reduce((sum, stream) => sum + (stream?.writableLength ?? 0), 0);

/** A sentence a line on standard error, for a person who watches a command. Nothing in it may be a personal identity either. */
export function createLogForPeople(level: string): Logger {
  return createLogger({
    level,
    format: format.printf(({ message, cause }) =>
      [message, cause].filter((text) => typeof text === 'string').join(' '),
    ),
    transports: [new transports.Stream({ stream: process.stderr, eol: '\n' })],
  });
}

/** Two JSON objects' texts as one. */
const merged = (first: string, second: string): string =>
  second === '{}' ? first : `${first.slice(0, -1)},${second.slice(1)}`;

/** Logs what comes often: a line for each entry, those of one turn of the event loop in one go, which costs a fraction. */
export function oftenLogged(log: Logger, message: string): (entry: object) => void {
  let entries: object[] = [];
  const flush = (): void => {
    const gatheredEntries = entries;
    entries = [];
    log.info(message, { entries: gatheredEntries });
  };
  return (entry) => {
    if (entries.length === 0) setImmediate(flush);
    entries.push(entry);
  };
}

/** A write to standard output stops the process until it is done, so the lines of one turn of the event loop go out as one. */
function gathered(output: NodeJS.WritableStream): Writable {
  const writeAll = (text: string, done: () => void): void => {
    output.write(text);
    setImmediate(done);
  };
  return new Writable({
    decodeStrings: false,
    highWaterMark: Number.MAX_SAFE_INTEGER,
    write: (line: string, _encoding, done) => writeAll(line, done),
    writev: (lines, done) => writeAll(lines.map(({ chunk }) => chunk as string).join(''), done),
  });
}
