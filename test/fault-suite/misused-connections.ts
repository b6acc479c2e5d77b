import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { BesiegedLedger } from './besieged-ledger';

/** What a client does with a connection. */
export type Misuse = (socket: Socket) => unknown;

export const silent: Misuse = () => undefined;

/** Opens so many connections, one by one, half of them to each service. */
export async function misuse(ledger: BesiegedLedger, connections: number, how: Misuse): Promise<Socket[]> {
  const sockets: Socket[] = [];
  for (let opened = 0; opened < connections; opened++) {
    const { hostname, port } = new URL(ledger.services[opened % 2]!.url);
    const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
    socket.on('error', () => undefined);
    await Promise.race([once(socket, 'connect'), once(socket, 'close')]);
    how(socket);
    sockets.push(socket);
  }
  return sockets;
}
