import { randomUUID } from 'node:crypto';
import { ProtocolServer } from './eventstoredb-protocol-server';
import { call } from './support/call';
import { Authority, openssl } from './support/certificates';
import { startInProcess } from './support/in-process-service';
import { ledger } from './support/ledger-cli';
import { describeWith } from './support/machine-part';
import { person } from './support/people';
import { toCheck, toRegister } from './support/requests';
import { temporaryFolder, type TemporaryFolder } from './support/temporary-folder';

const PASSWORD = 'changeit';
const LOOPBACK = 'IP:127.0.0.1';

let folder: TemporaryFolder;
let authority: Authority;
let server: ProtocolServer;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(async () => {
  server.die();
  await folder.remove();
});

async function secureServer(name = LOOPBACK, days?: number): Promise<void> {
  authority = await Authority.in(folder.path);
  const certificate = await authority.certify(name, days);
  const passwords = { admin: PASSWORD, guest: 'guest' };
  server = await ProtocolServer.start({ security: { ...certificate, passwords } });
}

const trusted = (user: string): string =>
  `esdb://${user}127.0.0.1:${server.port}?tlsCAFile=${authority.file}`;

describeWith(openssl, () => {
  it('A ledger on a secure server is written and read by its service, and verified by the command line', async () => {
    await secureServer();
    const environment = { DATA_DIR: folder.path, EVENT_STORE_URL: trusted(`admin:${PASSWORD}@`) };
    const service = await startInProcess(environment);
    const place = {
      patientId: person(1),
      careProviderId: 'SE165565594230-2000',
      careUnitId: 'SE165565594230-2001',
    };
    await call(service.url, 'register-extended-consent', toRegister(randomUUID(), place));
    const { body } = await call(service.url, 'check-consent', toCheck(place));
    expect(body).toMatchObject({ checkResult: { hasConsent: true } });
    await service.close();
    expect(await ledger(['verify'], { environment })).toMatchObject({ code: 0, err: '' });
  });

  const untrusted =
    'has a certificate that is not trusted here: name the file of its authority with tlsCAFile';
  const noRights = 'does not let this user read the whole log ($all)';
  const faults: [string, () => Promise<unknown>, () => string, string][] = [
    ['a wrong password', secureServer, () => trusted('admin:wrong-secret@'), 'refuses the user or password'],
    ['an unknown user', secureServer, () => trusted('nobody:wrong-secret@'), 'refuses the user or password'],
    ['a user without rights', secureServer, () => trusted('guest:guest@'), noRights],
    ['no user', secureServer, () => trusted(''), noRights],
    ['an unknown authority', secureServer, () => `esdb://127.0.0.1:${server.port}`, untrusted],
    [
      'an expired certificate',
      () => secureServer(LOOPBACK, -1),
      () => trusted(''),
      'has a certificate that has expired',
    ],
    [
      'the certificate of another name',
      () => secureServer('DNS:elsewhere.example'),
      () => trusted(''),
      'has a certificate for another name: use a name that the certificate has',
    ],
    [
      'no TLS',
      async () => (server = await ProtocolServer.start()),
      () => `esdb://127.0.0.1:${server.port}`,
      'does not speak TLS: add tls=false, or let it have a certificate',
    ],
  ];

  it.each(faults)(
    '%s is reported at once, by the service and by the command line',
    async (_, begin, url, why) => {
      await begin();
      const environment = { DATA_DIR: folder.path, EVENT_STORE_URL: url() };
      const reason = `EVENT_STORE_URL: the server at 127.0.0.1:${server.port} ${why}`;
      await expect(startInProcess(environment)).rejects.toThrow(reason);
      const { code, err } = await ledger(['verify'], { environment });
      expect(err).toContain(reason);
      expect(err).not.toContain('wrong-secret');
      expect(code).not.toBe(0);
    },
  );
});
