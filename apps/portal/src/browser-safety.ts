import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';
import { demandPlainBody, knownHosts, UnknownHost, type Config } from '#platform';

const YEAR_S = 31_536_000;

/** The pages use none of what browsers can lend them. */
const NO_DEVICES = 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()';

/**
 * What browsers may allow: nothing but our own styles, pictures, fonts and forms. Forms may also lead to the identity provider, where
 * signing out goes on, and the portal stands in nobody's frame but a records system's that is named.
 */
export function protectBrowsers(app: FastifyInstance, config: Config): void {
  const { OIDC_ISSUER, FRAME_ANCESTORS } = config;
  const isKnown = knownHosts(ownHosts(config));
  void app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        formAction: ["'self'", new URL(OIDC_ISSUER).origin],
        baseUri: ["'none'"],
        frameAncestors: FRAME_ANCESTORS ? [...FRAME_ANCESTORS] : ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: { maxAge: YEAR_S, includeSubDomains: false },
    // The policy above says it, and this older header could not name more than one.
    frameguard: false,
  });
  app.addHook('onRequest', async (request, reply) => {
    void reply.headers({ 'cache-control': 'no-store', 'permissions-policy': NO_DEVICES });
    if (!isKnown(request.headers.host)) throw new UnknownHost();
    demandPlainBody(request.headers['content-encoding']);
  });
}

const ownHosts = ({ HOST, PORTAL_URL, ALLOWED_HOSTS = [] }: Config): string[] => [
  HOST,
  ...(PORTAL_URL === undefined ? [] : [new URL(PORTAL_URL).hostname]),
  ...ALLOWED_HOSTS,
];
