import { once } from 'node:events';
import { createServer } from 'node:net';
import { pid } from 'node:process';

/**
 * The system gives ports from 32768 on to whoever asks for any, and takes one of them for every connection: a free one of those may be
 * taken a moment later. So these are below, and each process that runs tests has some of its own.
 */
const FIRST = 12_000;
const A_PROCESS = 100;
const first = FIRST + (pid % 200) * A_PROCESS;
let next = Math.floor(Math.random() * A_PROCESS);

/** Ports that nobody listens on, for servers that must know each other's addresses before they start. */
export async function freePorts(count: number): Promise<number[]> {
  const ports: number[] = [];
  while (ports.length < count) {
    const port = first + (next++ % A_PROCESS);
    if (await isFree(port)) ports.push(port);
  }
  return ports;
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch {
    return false;
  }
  await once(server.close(), 'close');
  return true;
}
