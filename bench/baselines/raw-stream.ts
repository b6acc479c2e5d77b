import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import Fastify from 'fastify';

/**
 * The baseline: Fastify alone, which streams bytes that it has in memory to everybody who asks, in pieces of 64 KiB. What
 * a stream costs before anything is read or written for it.
 */
const bytes = readFileSync(process.env.STREAMED!);
const PIECE = 64 * 1024;

function* pieces(): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
}

const server = Fastify();
server.post('/v2/get-consent-changes', async (_request, reply) =>
  reply.type('text/event-stream').send(Readable.from(pieces())),
);

void server.listen({ port: 0, host: '127.0.0.1' }).then((url) => {
  process.stdout.write(`${JSON.stringify({ message: 'listening', url })}\n`);
});
