import { createLogger, format, transports, type Logger } from 'winston';

export type { Logger } from 'winston';

/** JSON lines on standard output, each with a UTC timestamp. Nothing logged may hold a personal identity, a key or a password. */
export function createLog(level: string): Logger {
  return createLogger({
    level,
    format: format.combine(format.timestamp(), format.errors({ stack: true }), format.json()),
    transports: [new transports.Console()],
  });
}
