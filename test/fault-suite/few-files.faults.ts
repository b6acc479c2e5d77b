import { setTimeout as delay } from 'node:timers/promises';
import { embedded, survives, type BesiegedLedger } from './besieged-ledger';
import { misuse, silent } from './misused-connections';

const FILES = 200;
const fewFiles = ['bash', '-c', `ulimit -n ${FILES}; exec "$0" "$@"`];

/** More connections than a service has files for; it answers those that it has, and takes new ones when others have gone. */
async function amongTooManyConnections(ledger: BesiegedLedger): Promise<void> {
  const sockets = await misuse(ledger, 3 * FILES, silent);
  ledger.note('connections', sockets.length);
  await delay(2_000);
  for (const socket of sockets) socket.destroy();
}

survives(
  `${3 * FILES} connections where ${FILES} files may be open`,
  { ...embedded, inside: fewFiles },
  amongTooManyConnections,
);
