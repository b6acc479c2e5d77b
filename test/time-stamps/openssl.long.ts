import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openStoresToInspect } from '#consent-ledger';
import { LEDGER_HISTORY, newestStamped } from '#evidence';
import { createLog, readConfig } from '#platform';
import { verifyInProcess } from '../corruption/verify-in-process';
import { openssl } from '../support/certificates';
import { describeWith } from '../support/machine-part';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { serveAuthority, type ServedAuthority } from './serve-authority';
import { makeStampedLedger } from './stamped-ledger';

const POLICY = '1.2.3.4.1';

const settings = `
[tsa]
default_tsa = here
[here]
serial = serial
signer_cert = tsa.crt
certs = tsa.crt
signer_key = tsa.key
signer_digest = sha256
default_policy = ${POLICY}
digests = sha256
ess_cert_id_alg = sha256
[stamping]
extendedKeyUsage = critical,timeStamping
`;

describeWith(openssl, () => {
  let folder: TemporaryFolder;
  const run = (...args: string[]) => promisify(execFile)('openssl', args, { cwd: folder.path });
  const at = (name: string) => join(folder.path, name);

  beforeAll(async () => {
    folder = await temporaryFolder();
    await writeFile(at('tsa.cnf'), settings);
    await writeFile(at('serial'), '01\n');
    await run(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      ...'-keyout ca.key -out ca.crt -days 2'.split(' '),
      '-subj',
      '/CN=Times',
    );
  });
  afterAll(() => folder.remove());

  describe.each([
    ['RSA', ['rsa:2048']],
    ['P-384', ['ec', '-pkeyopt', 'ec_paramgen_curve:P-384']],
  ])('an authority with a key of %s', (_, key) => {
    let served: ServedAuthority;
    beforeAll(async () => {
      await run(
        'req',
        '-newkey',
        ...key,
        '-nodes',
        ...'-keyout tsa.key -out tsa.csr -subj /CN=tsa'.split(' '),
      );
      const signer = '-req -in tsa.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 2 -out tsa.crt';
      await run('x509', ...signer.split(' '), ...'-extfile tsa.cnf -extensions stamping'.split(' '));
      const answer = async (request: Buffer): Promise<Buffer> => {
        await writeFile(at('query.tsq'), request);
        await run(
          'ts',
          ...'-reply -queryfile query.tsq -out reply.tsr -config tsa.cnf -section here'.split(' '),
        );
        return readFile(at('reply.tsr'));
      };
      // Both histories may ask at the same moment, and what OpenSSL reads and writes are files: one is answered after the other.
      let answered: Promise<unknown> = Promise.resolve();
      served = await serveAuthority((request) => {
        const next = answered.catch(() => undefined).then(() => answer(request));
        answered = next;
        return next;
      });
    });
    afterAll(() => served.close());

    it('is believed here, and OpenSSL believes what is recorded', async () => {
      const environment = {
        DATA_DIR: at(`ledger-${key[0]!.slice(0, 2)}`),
        ...{
          TIME_STAMP_URL: served.url,
          TIME_STAMP_AUTHORITIES_FILE: at('ca.crt'),
          TIME_STAMP_POLICY: POLICY,
        },
      };
      await makeStampedLedger(environment);
      const verified = await verifyInProcess(environment, {
        stampedSince: new Date().toISOString().slice(0, 10),
      });
      expect(verified).toMatchObject({ exitCode: 0, findings: [] });
      const stores = await openStoresToInspect(readConfig(environment), createLog('error'));
      const stamped = await newestStamped(stores.auditStore, LEDGER_HISTORY).finally(() => stores.close());
      await writeFile(at('token'), Buffer.from(stamped!.token, 'base64'));
      await writeFile(at('checkpoint'), stamped!.checkpoint);
      await run('ts', ...'-verify -data checkpoint -in token -token_in -CAfile ca.crt'.split(' '));
    });
  });
});
