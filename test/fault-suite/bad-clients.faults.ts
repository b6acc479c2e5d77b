import { embedded, survives, type BesiegedLedger } from './besieged-ledger';
import { misuse, silent, type Misuse } from './misused-connections';

const HEAD =
  'POST /v2/check-consent HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 999\r\n\r\n';

/** Operations whose time is measured, without bad clients and among them. */
const MEASURED = 200;

const halfClosed: Misuse = (socket) => socket.end(HEAD);
const slow: Misuse = (socket) => {
  const drip = setInterval(() => socket.write('{'), 100);
  socket.once('close', () => clearInterval(drip)).write(HEAD);
};
/** Asks again and again, and never reads an answer. */
const deaf: Misuse = (socket) =>
  socket.pause().write('GET /docs-json HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(500));

async function rateOf(ledger: BesiegedLedger): Promise<number> {
  const begun = performance.now();
  await ledger.callers.further(MEASURED);
  return Math.round((MEASURED / (performance.now() - begun)) * 1_000);
}

function amongBadClients(what: string, connections: number, how: Misuse): void {
  survives(what, embedded, async (ledger) => {
    ledger.note('operations a second without them', await rateOf(ledger));
    const sockets = await misuse(ledger, connections, how);
    ledger.note('bad connections', sockets.length);
    ledger.note('operations a second among them', await rateOf(ledger));
    for (const socket of sockets) socket.destroy();
  });
}

amongBadClients('5 000 idle connections', 5_000, silent);
amongBadClients('half-closed clients', 200, halfClosed);
amongBadClients('slow clients', 200, slow);
amongBadClients('clients that never read', 20, deaf);
