import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startInProcess } from '../support/in-process-service';
import { temporaryFolder } from '../support/temporary-folder';
import { TestAuthority } from '../support/test-authority';
import { EventReader } from './event-reader';

it('a stream ends when the certificate of its caller is revoked, and no other is opened', async () => {
  const folder = await temporaryFolder();
  const file = (name: string): string => join(folder.path, name);
  const write = async (name: string, content: string): Promise<void> => {
    await writeFile(`${file(name)}.new`, content);
    await rename(`${file(name)}.new`, file(name));
  };
  const authority = await TestAuthority.create('Callers');
  const caller = await authority.issue('CN=copies, 2.5.4.5=SE165565594230-CPY');
  const own = await authority.issue('CN=service', { host: '127.0.0.1' });
  const entry = {
    systemId: 'SE165565594230-CPY',
    name: 'copies',
    certificates: [{ serialNumber: 'SE165565594230-CPY' }],
    careProviders: 'all',
    rights: ['list'],
  };
  await write('service.pem', own.cert);
  await write('service.key', own.key);
  await write('authorities.pem', authority.cert);
  await write('clients.crl', await authority.revocationList());
  await write('callers.json', JSON.stringify({ issuers: [], callers: [entry] }));
  const service = await startInProcess({
    CALLERS_FILE: file('callers.json'),
    TLS_CERTIFICATE_FILE: file('service.pem'),
    TLS_KEY_FILE: file('service.key'),
    TLS_CLIENT_AUTHORITIES_FILE: file('authorities.pem'),
    TLS_REVOCATION_LISTS: file('clients.crl'),
    STREAM_HEARTBEAT_MS: '20',
  });
  const { cert, key } = caller;
  const opening = { careProviderId: 'SE165565594230-1000', ca: authority.cert, cert, key };
  const reader = await EventReader.open(service.url, opening);
  await reader.until(() => reader.of('current').length >= 2);
  await write('clients.crl', await authority.revocationList(caller));
  expect(await reader.ended).toBe(true);
  expect(reader.events.at(-1)).toMatchObject({ event: 'end', data: { why: 'connection-old' } });
  await expect(EventReader.open(service.url, opening)).rejects.toThrow(/^401 .*revoked/);
  await service.close();
  await folder.remove();
});
