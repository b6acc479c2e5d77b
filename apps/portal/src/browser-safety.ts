import helmet from '@fastify/helmet';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { demandPlainBody, knownHosts, UnknownHost, type Config } from '#platform';

const YEAR_S = 31_536_000;

/** The pages use none of what browsers can lend them. */
const NO_DEVICES = 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()';

/**
 * What browsers may allow: nothing but our own styles, pictures, fonts and forms. The portal stands in nobody's frame but a records
 * system's that is named.
 */
export function protectBrowsers(app: FastifyInstance, config: Config): void {
  const isKnown = knownHosts(ownHosts(config));
  void app.register(helmet, {
    contentSecurityPolicy: contentPolicy(config, []),
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

/** Lets the forms of this page lead to the origin of another address too. */
export function allowFormsTo(reply: FastifyReply, config: Config, address: string): void {
  void reply.helmet({ contentSecurityPolicy: contentPolicy(config, [new URL(address).origin]) });
}

const contentPolicy = ({ OIDC_ISSUER, FRAME_ANCESTORS }: Config, formOrigins: readonly string[]) => ({
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    styleSrc: ["'self'"],
    fontSrc: ["'self'"],
    imgSrc: ["'self'", 'data:'],
    formAction: ["'self'", ...new Set([new URL(OIDC_ISSUER).origin, ...formOrigins])],
    baseUri: ["'none'"],
    frameAncestors: FRAME_ANCESTORS ? [...FRAME_ANCESTORS] : ["'none'"],
  },
});

const ownHosts = ({ HOST, PORTAL_URL, ALLOWED_HOSTS = [] }: Config): string[] => [
  HOST,
  ...(PORTAL_URL === undefined ? [] : [new URL(PORTAL_URL).hostname]),
  ...ALLOWED_HOSTS,
];
