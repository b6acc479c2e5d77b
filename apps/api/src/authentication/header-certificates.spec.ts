import type { FastifyRequest } from 'fastify';
import { createLog, type Config } from '#platform';
import { TestAuthority } from '../../../../test/support/test-authority';
import { Authorities, type Verdicts } from './authorities';
import { HeaderCertificates } from './header-certificates';
import { JudgedCertificates } from './judged-certificates';

const PEM = 'x-ssl-client-cert';

/** The same certificate, in another text. */
const written = (pem: string, way: number): string => encodeURIComponent(`${pem}${'\n'.repeat(way)}`);

let authority: TestAuthority;
let read: (text: string) => Promise<unknown>;
let judge: jest.SpyInstance<Promise<Verdicts>>;
beforeEach(async () => {
  authority = await TestAuthority.create('Callers');
  const config = {
    CLIENT_CERTIFICATE_HEADER: 'X-SSL-Client-Cert',
    CLIENT_CERTIFICATE_PROXIES: ['127.0.0.1'],
  } as unknown as Config;
  const log = createLog('error');
  const judged = await JudgedCertificates.by(authority.cert, null);
  const certificates = new HeaderCertificates(config, Date.now, log, { current: { context: null, judged } });
  read = (text) => certificates.of({ headers: { [PEM]: text } } as unknown as FastifyRequest);
  judge = jest.spyOn(Authorities.prototype, 'judge');
});
afterEach(() => judge.mockRestore());

it.each([
  ['a stranger', 'UNTRUSTED'],
  ['another caller', null],
  ['a caller that is revoked', 'CERT_REVOKED'],
] as const)(
  '%s cannot have the certificate of a caller forgotten, however often it comes',
  async (_who, fault) => {
    const good = encodeURIComponent((await authority.issue('CN=a')).cert);
    const { cert } = await authority.issue('CN=b');
    expect(await read(good)).toMatchObject({ fault: null });
    judge.mockResolvedValue([
      { fault, authority: '', validFrom: 0, validTo: Infinity, listsHoldFrom: 0, listsHoldUntil: Infinity },
    ]);
    for (let way = 0; way < 1_100; way += 1) expect(await read(written(cert, way))).toMatchObject({ fault });
    expect(judge.mock.calls).toHaveLength(1_101);

    judge.mockClear();
    expect(await read(good)).toMatchObject({ fault: null });
    expect(judge).not.toHaveBeenCalled();
  },
);
