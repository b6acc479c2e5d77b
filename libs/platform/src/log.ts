import { Writable } from 'node:stream';
import { createLogger, format, transports, type Logger } from 'winston';

export type { Logger } from 'winston';

/** JSON lines on standard output, each with a UTC timestamp. Nothing logged may hold a personal identity, a key or a password. */
export function createLog(level: string): Logger {
  return createLogger({
    level,
    format: format.printf(({ level: severity, message, ...fields }) =>
      JSON.stringify({ timestamp: new Date().toISOString(), level: severity, message, ...fields }),
    ),
    transports: [new transports.Stream({ stream: gathered(process.stdout), eol: '\n' })],
  });
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
