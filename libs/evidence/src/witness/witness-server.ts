import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { newId, type Logger } from '#platform';
import type { Witness } from './witness';

/** The longest request, in bytes: a proof of 63 hashes and a checkpoint with many signatures. */
const LONGEST = 64 * 1024;

/** How long a client may take for a request, in milliseconds. */
const PATIENCE_MS = 10_000;
const MOST_CONNECTIONS = 1_000;

export interface ListeningWitness {
  /** What logs put before `/add-checkpoint`, and auditors before `/<hash>/checkpoint`. */
  readonly url: string;
  close(): Promise<void>;
}

export interface WitnessAddress {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
}

/** Serves a witness by the protocol of C2SP tlog-witness. @throws what keeps it from listening. */
export async function serveWitness(
  witness: Witness,
  { host, port }: WitnessAddress,
  log: Logger,
): Promise<ListeningWitness> {
  const server = createServer(
    { requestTimeout: PATIENCE_MS, headersTimeout: PATIENCE_MS, connectionsCheckingInterval: 1000 },
    (request, response) => void answer(witness, { request, response, log }),
  );
  server.maxConnections = MOST_CONNECTIONS;
  server.listen(port, host);
  await once(server, 'listening');
  return { url: urlOf(server), close: () => closed(server) };
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly log: Logger;
}

async function answer(witness: Witness, { request, response, log }: Exchange): Promise<void> {
  try {
    const { status, type, body } = await answerTo(witness, request);
    response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
  } catch (error) {
    if (response.destroyed) return;
    const eventId = newId();
    log.error('A request could not be answered.', { eventId, cause: String(error) });
    response.writeHead(500, { 'content-type': TEXT }).end(`Event ${eventId}.\n`);
  }
}

const TEXT = 'text/plain; charset=utf-8';

/** The type of an answer that is the size of the newest cosigned checkpoint. */
const SIZE = 'text/x.tlog.size';

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

const text = (status: number, body: string): Answer => ({ status, type: TEXT, body });

const pathOf = ({ url = '' }: IncomingMessage): string => url.replace(/\?.*$/s, '');

async function answerTo(witness: Witness, request: IncomingMessage): Promise<Answer> {
  const path = pathOf(request);
  if (path === '/add-checkpoint') return added(witness, request);
  const [, hash] = /^\/([0-9a-f]{64})\/checkpoint$/.exec(path) ?? [];
  if (hash === undefined) return text(404, 'There is nothing here.\n');
  if (request.method !== 'GET' && request.method !== 'HEAD') return text(405, 'GET is the method here.\n');
  const note = witness.newest(hash);
  return note === null ? text(404, 'No checkpoint of this log was cosigned here.\n') : text(200, note);
}

async function added(witness: Witness, request: IncomingMessage): Promise<Answer> {
  if (request.method !== 'POST') return text(405, 'POST is the method here.\n');
  const received = await bodyOf(request);
  if (received === null) return text(413, `The request is longer than ${LONGEST} bytes.\n`);
  const { status, body } = witness.add(received);
  return { status, type: status === 409 ? SIZE : TEXT, body };
}

/** `null` when it is too long. */
async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= LONGEST) chunks.push(chunk);
  }
  return length > LONGEST ? null : Buffer.concat(chunks).toString('utf8');
}

function urlOf(server: Server): string {
  const { address, family, port } = server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}/`;
}

/** A request that has come is answered by then; one that is still coming is given up, and sent again to the next process. */
const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
