import { randomUUID } from 'node:crypto';
import { ProtocolServer } from './eventstoredb-protocol-server';
import { call } from './support/call';
import { startInProcess } from './support/in-process-service';
import { person } from './support/people';
import { toRegister } from './support/requests';
import { temporaryFolder } from './support/temporary-folder';

const place = {
  patientId: person(1),
  careProviderId: 'SE165565594230-2000',
  careUnitId: 'SE165565594230-2001',
};

it.each([
  ['is empty', 0],
  ['holds other events', 7],
])(
  'A service on a server whose older backup %s says that its rows are of another ledger',
  async (_, events) => {
    const [folder, server] = [await temporaryFolder(), await ProtocolServer.start()];
    const service = await startInProcess({ DATA_DIR: folder.path, EVENT_STORE_URL: server.url });
    await call(service.url, 'register-extended-consent', toRegister(randomUUID(), place));
    await service.close();
    server.die();
    const older = await ProtocolServer.start({ systemEventEvery: 1 });
    const content = {
      contentType: 'application/json',
      data: Buffer.from('{"a":1}'),
      metadata: Buffer.from('{}'),
    };
    const ANY_REVISION = -2;
    for (let written = 0; written < events; written++)
      older.log.append('orders-1', ANY_REVISION, [{ id: randomUUID(), type: 'Ordered', ...content }]);
    const starting = startInProcess({ DATA_DIR: folder.path, EVENT_STORE_URL: older.url });
    await expect(starting).rejects.toThrow(/were built from another ledger.* Move the folder away/);
    older.die();
    await folder.remove();
  },
);
