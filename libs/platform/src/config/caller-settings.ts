import { str } from 'envalid';
import { commaSeparated, networks, someOf } from './setting-kinds';

/** The settings of who may call, and how it is proved. */
export const callerSettings = {
  TLS_CERTIFICATE_FILE: str({
    desc: "File of the service's certificate and those of its authorities (PEM). The service then answers TLS 1.2 and 1.3, and nothing else. All files of TLS are read again when they change. Unset: no TLS.",
    default: undefined,
    example: '/etc/consent-ledger/tls/service.pem',
  }),
  TLS_KEY_FILE: str({
    desc: "File of the private key of the service's certificate (PEM).",
    default: undefined,
    example: '/etc/consent-ledger/tls/service.key',
  }),
  TLS_CLIENT_AUTHORITIES_FILE: str({
    desc: 'File of the certificates of the authorities (PEM) that may issue certificates of callers. Unset: no caller is known by a certificate.',
    default: undefined,
    example: '/etc/consent-ledger/tls/client-authorities.pem',
  }),
  TLS_REVOCATION_LISTS: commaSeparated({
    desc: 'Files of revocation lists (PEM), separated by commas: one of every authority of callers, not too old. Unset: nothing is looked up.',
    default: undefined,
    example: '/etc/consent-ledger/tls/clients.crl',
  }),
  CLIENT_CERTIFICATE_HEADER: str({
    desc: 'Header in which a proxy that ends TLS names the client certificate: Client-Cert (RFC 9440, with Client-Cert-Chain) or X-SSL-Client-Cert (PEM with percent signs, as nginx has it in $ssl_client_escaped_cert). It needs CLIENT_CERTIFICATE_PROXIES or CLIENT_CERTIFICATE_SECRET_FILE, and the authorities. Unset: no header is read.',
    choices: ['Client-Cert', 'X-SSL-Client-Cert'],
    default: undefined,
    example: 'Client-Cert',
  }),
  CLIENT_CERTIFICATE_PROXIES: networks({
    desc: 'IP addresses and networks of the proxies that may name client certificates, separated by commas. From all others the header counts for nothing.',
    default: undefined,
    example: '10.0.0.5',
  }),
  CLIENT_CERTIFICATE_SECRET_FILE: str({
    desc: 'File of a secret, 32 characters or more, that the proxy sends in X-Client-Cert-Secret. With CLIENT_CERTIFICATE_PROXIES, both have to be right.',
    default: undefined,
    example: '/etc/consent-ledger/proxy-secret',
  }),
  DPOP_NONCE_SECRET_FILE: str({
    desc: 'File of a secret, 32 characters or more, that nonces are made with. Set: every proof of a key (DPoP) has to be signed with a nonce of this service. All services behind one address need the same secret. Unset: no nonces are demanded.',
    default: undefined,
    example: '/etc/consent-ledger/nonce-secret',
  }),
  CALLERS_FILE: str({
    desc: 'File of the register of callers: who may call, how each proves it, and what it may do. It is read again when it changes. Unset: callers are not authenticated, and all are the one that the settings CALLER_* describe.',
    default: undefined,
    example: '/etc/consent-ledger/callers.json',
  }),
  CALLER_ID: str({
    desc: 'HSA-id of the system that calls, where there is no CALLERS_FILE.',
    default: 'SE165565594230-1000',
    example: 'SE165565594230-1000',
  }),
  CALLER_CARE_PROVIDERS: commaSeparated({
    desc: 'HSA-ids of the care providers that the caller may act for, separated by commas, where there is no CALLERS_FILE. Unset: all.',
    default: undefined,
    example: 'SE165565594230-1A,SE165565594230-1B',
  }),
  CALLER_RIGHTS: someOf(
    'explain',
    'audit',
  )({
    desc: 'What the caller may see beyond answers, separated by commas, where there is no CALLERS_FILE: explain (why a check was answered so), audit (what auditors ask). Unset: neither.',
    default: undefined,
    example: 'explain,audit',
  }),
};
