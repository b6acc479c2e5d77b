import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';
import type { Config } from '#platform';

const YEAR_S = 31_536_000;

/**
 * What browsers are told to allow: nothing but our own styles, pictures, fonts and forms. Forms may also lead to the identity provider, where
 * signing out goes on, and the portal stands in nobody's frame but a records system's that is named.
 */
export function protectBrowsers(app: FastifyInstance, { OIDC_ISSUER, FRAME_ANCESTORS }: Config): void {
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
  app.addHook('onRequest', async (_request, reply) => {
    void reply.header('cache-control', 'no-store');
  });
}
