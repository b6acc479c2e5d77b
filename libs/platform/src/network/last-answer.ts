import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { ErrorCode } from '../errors';

export interface LastAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const codes: Readonly<Record<string, ErrorCode>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'KJF-000111',
  HPE_HEADER_OVERFLOW: 'KJF-000113',
};

/** What a request is refused for that cannot be read as HTTP, by what Node says of it. */
export const codeOfUnreadable = ({ code = '' }: NodeJS.ErrnoException): ErrorCode =>
  codes[code] ?? 'KJF-000103';

/** Answers what cannot be read as HTTP, for which a server has no reply to write to, and closes the connection behind it. */
export function answerLast(socket: Socket, { status, headers, body }: LastAnswer): void {
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  socket.destroySoon();
}
