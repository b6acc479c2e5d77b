import { embedded, survives } from './besieged-ledger';
import { misuse, silent, type Misuse } from './misused-connections';

const HEAD =
  'POST /v2/check-consent HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 999\r\n\r\n';

const halfClosed: Misuse = (socket) => socket.end(HEAD);
function amongBadClients(what: string, connections: number, how: Misuse): void {
  survives(what, embedded, async (ledger) => {
    const sockets = await misuse(ledger, connections, how);
    ledger.note('bad connections', sockets.length);
    await ledger.callers.further(200);
    for (const socket of sockets) socket.destroy();
  });
}

amongBadClients('5 000 idle connections', 5_000, silent);
amongBadClients('half-closed clients', 200, halfClosed);
