import type { FastifyRequest } from 'fastify';
import type { Clock, Config, Logger } from '#platform';
import { certificateIn, certificatesIn } from './certificate-headers';
import { shownAt } from './judged-certificates';
import type { ShownCertificate } from './shown-certificate';
import { TrustedProxies } from './trusted-proxies';
import type { WatchedTlsFiles } from './watched-tls-files';

/** The header with the certificates between that of a client and a root (RFC 9440). It goes with `Client-Cert` alone. */
const CHAIN_HEADER = 'client-cert-chain';

/** Learns the client certificate of a request from the header of a proxy that ends TLS. */
export class HeaderCertificates {
  private readonly header: string;
  private readonly proxies: TrustedProxies;

  /** @throws ConfigError when a proxy cannot be told from others. */
  constructor(
    config: Config,
    private readonly clock: Clock,
    log: Logger,
    private readonly files: Pick<WatchedTlsFiles, 'current'>,
  ) {
    this.proxies = new TrustedProxies(config, log);
    this.header = config.CLIENT_CERTIFICATE_HEADER!.toLowerCase();
  }

  /** Whether a request comes from a proxy whose word counts: from its address, with its secret, or both, as the settings demand. */
  isFromProxy(request: FastifyRequest): boolean {
    return this.proxies.sent(request);
  }

  /** @returns the certificate, with why it is not accepted; `null`: the proxy names none. @throws Unauthenticated */
  async of({ headers }: FastifyRequest): Promise<ShownCertificate | null> {
    const text = headers[this.header];
    if (text === undefined || text === '') return null;
    const chain = this.header === 'client-cert' ? String(headers[CHAIN_HEADER] ?? '') : '';
    const judged = await this.files.current.judged!.of(keyOf(String(text), chain), () => ({
      certificate: certificateIn(String(text), this.header),
      chain: certificatesIn(chain),
    }));
    return shownAt(this.clock(), judged);
  }
}

/** Never that of a connection: a fingerprint alone is no certificate. A blank comes before a chain, and is in no certificate. */
const keyOf = (text: string, chain: string): string => `header ${chain === '' ? text : `${text} ${chain}`}`;
