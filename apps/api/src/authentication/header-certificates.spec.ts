import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyRequest } from 'fastify';
import { createLog, type Config } from '#platform';
import { temporaryFolder, type TemporaryFolder } from '../../../../test/support/temporary-folder';
import { TestAuthority } from '../../../../test/support/test-authority';
import { Authorities } from './authorities';
import { HeaderCertificates } from './header-certificates';

let folder: TemporaryFolder;
beforeEach(async () => void (folder = await temporaryFolder()));
afterEach(() => folder.remove());

const PEM = 'x-ssl-client-cert';

/** The same certificate, in another text. */
const written = (pem: string, way: number): string => encodeURIComponent(`${pem}${'\n'.repeat(way)}`);

it('strangers cannot have the certificates of callers forgotten, however many they come with', async () => {
  const [authority, stranger] = [
    await TestAuthority.create('Callers'),
    await TestAuthority.create('Strangers'),
  ];
  const file = join(folder.path, 'authorities.pem');
  await writeFile(file, authority.cert);
  const config = {
    TLS_CLIENT_AUTHORITIES_FILE: file,
    CLIENT_CERTIFICATE_HEADER: 'X-SSL-Client-Cert',
    CLIENT_CERTIFICATE_PROXIES: ['127.0.0.1'],
  } as unknown as Config;
  const certificates = await HeaderCertificates.open(config, Date.now, createLog('error'));
  const read = (text: string) => certificates.of({ headers: { [PEM]: text } } as unknown as FastifyRequest);
  const judge = jest.spyOn(Authorities.prototype, 'judge');

  const good = encodeURIComponent((await authority.issue('CN=a')).cert);
  const { cert } = await stranger.issue('CN=b');
  expect(await read(good)).toMatchObject({ fault: null });
  judge.mockResolvedValue([
    { fault: 'UNTRUSTED', authority: '', validFrom: 0, validTo: Infinity, listsHoldUntil: Infinity },
  ]);
  for (let way = 0; way < 1_100; way += 1)
    expect(await read(written(cert, way))).toMatchObject({ fault: 'UNTRUSTED' });
  expect(judge.mock.calls).toHaveLength(1_101);

  judge.mockClear();
  expect(await read(good)).toMatchObject({ fault: null });
  expect(judge).not.toHaveBeenCalled();
});
