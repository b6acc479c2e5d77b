import { str } from 'envalid';
import { commaSeparated, httpOrigin, httpOrigins, httpUrl, wholeNumber } from './setting-kinds';

const DAY_S = 86_400;

/** The settings of the portal; of the service, it takes those of the ledger, the log, and where to listen. */
export const portalSettings = {
  PORTAL_PORT: wholeNumber(
    0,
    65535,
  )({ desc: 'Port that the portal listens on; 0 takes a free one.', default: 3001, example: '3001' }),
  PORTAL_URL: httpOrigin({
    desc: 'Address of the portal as browsers know it. Unset: 127.0.0.1 at PORTAL_PORT.',
    default: undefined,
    example: 'https://consents.example.com',
  }),
  PORTAL_HSA_ID: str({
    desc: 'HSA-id of the portal. It is sent to the service with each change as the system where the request began.',
    default: 'SE165565594230-1P01',
    example: 'SE165565594230-1P01',
  }),
  CONSENT_SERVICE_URL: httpUrl({
    desc: 'Address of the service, as the portal calls it.',
    default: 'http://127.0.0.1:3000',
    example: 'http://127.0.0.1:3000',
  }),
  CONSENT_SERVICE_KEY_FILE: str({
    desc: 'File of the private key (PKCS#8, PEM, P-256 or RSA) that proves the portal to a service with a register of callers: `ledger callers key` makes one. Unset: the portal proves nothing.',
    default: undefined,
    example: '/etc/consent-ledger/portal.pem',
  }),
  CONSENT_SERVICE_AUDIENCE: str({
    desc: "What the register of callers has as the audience of the portal's tokens.",
    default: 'consent-ledger',
    example: 'consent-ledger',
  }),
  OIDC_ISSUER: httpUrl({
    desc: 'Identity provider that the portal lets people sign in at. The default is the one for development; production needs https.',
    default: 'http://127.0.0.1:3002',
    example: 'https://id.example.com',
  }),
  OIDC_CLIENT_ID: str({
    desc: 'What the identity provider knows the portal by.',
    default: 'consent-portal',
    example: 'consent-portal',
  }),
  OIDC_CLIENT_KEY_FILE: str({
    desc: 'File of the private key (PKCS#8, PEM, P-256 or RSA) that proves the portal to the identity provider. Unset: `keys/oidc-client.pem` in DATA_DIR, made at the first start.',
    default: undefined,
    example: '/etc/consent-ledger/oidc-client.pem',
  }),
  OIDC_SECURITY_LEVEL: wholeNumber(
    1,
    4,
  )({ desc: 'The least security level to sign in with.', default: 4, example: '4' }),
  OIDC_AUDIENCE: str({
    desc: 'What the identity provider names as the audience of access tokens that records systems call the health indicator with.',
    default: 'urn:consent-portal:health-indicator',
    example: 'urn:consent-portal:health-indicator',
  }),
  LOCAL_IDP_PORT: wholeNumber(
    0,
    65535,
  )({ desc: 'Port of the identity provider for development.', default: 3002, example: '3002' }),
  HPR_URL: httpUrl({
    desc: 'Address of the register of health personnel. Unset: HPR_FILE.',
    default: undefined,
    example: 'https://registers.example.com/hpr/',
  }),
  HPR_FILE: str({
    desc: 'The register of health personnel as a file.',
    default: './samples/registers/hpr.json',
    example: '/etc/consent-ledger/hpr.json',
  }),
  ORGANISATIONS_URL: httpUrl({
    desc: 'Address of the register of organisations. Unset: ORGANISATIONS_FILE.',
    default: undefined,
    example: 'https://registers.example.com/organisations/',
  }),
  ORGANISATIONS_FILE: str({
    desc: 'The register of organisations as a file.',
    default: './samples/registers/organisations.json',
    example: '/etc/consent-ledger/organisations.json',
  }),
  ACCESS_CATEGORIES: commaSeparated({
    desc: 'Categories of health personnel (code system 9060) that give access to the portal, separated by commas.',
    default: ['LE', 'SP', 'TL', 'FA1', 'PS', 'JO'],
    example: 'LE,SP',
  }),
  SUPPORT_CONTACT: str({
    desc: 'Where people get help with the portal, such as a telephone number. Every page shows it. Unset: none is shown.',
    default: undefined,
    example: 'Servicedesk, 010-123 45 67',
  }),
  AUDITORS: commaSeparated({
    desc: 'HPR numbers of those who see the pages for auditors, separated by commas. Unset: nobody.',
    default: undefined,
    example: '9000109',
  }),
  TICKET_LIFETIME_S: wholeNumber(
    1,
    DAY_S,
  )({ desc: 'How long a ticket can be used after it was issued.', default: 3600, example: '3600' }),
  SESSION_IDLE_S: wholeNumber(
    1,
    DAY_S,
  )({
    desc: 'After how long without a request a session of the portal ends.',
    default: 900,
    example: '900',
  }),
  SESSION_ABSOLUTE_S: wholeNumber(
    1,
    DAY_S,
  )({
    desc: 'How long after signing on a session of the portal ends in any case.',
    default: 28_800,
    example: '28800',
  }),
  FORM_KEPT_S: wholeNumber(
    0,
    3600,
  )({
    desc: 'How long a form may still be sent after its session has ended, and how long it is then kept for the same person to sign in again. 0: not at all.',
    default: 300,
    example: '300',
  }),
  EMERGENCY_HOURS: wholeNumber(
    1,
    24 * 31,
  )({
    desc: 'After how many hours an emergency ends that is registered in the portal, unless another end is chosen.',
    default: 24,
    example: '24',
  }),
  FRAME_ANCESTORS: httpOrigins({
    desc: 'Origins of records systems whose pages may show the portal in a frame, separated by commas. Unset: none.',
    default: undefined,
    example: 'https://records.example.com',
  }),
};
