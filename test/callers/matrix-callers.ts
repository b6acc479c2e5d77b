import { rights } from '#callers';
import { inSeconds, signingKey } from '../support/token-issuer';
import { guardedAt, rightOf } from './addresses';
import { CONSUMER, type MatrixService, type Sent } from './matrix-service';
import type { Route } from './routes';

type Proof = Pick<Sent, 'headers' | 'identity'>;
type ProofFor = (service: MatrixService, route: Route) => Promise<Proof>;

const ORIGINAL = 'x-rivta-original-serviceconsumer-hsaid';

const bearer = (token: string, more: object = {}): Proof => ({
  headers: { authorization: `Bearer ${token}`, ...more },
});

const tokenOf =
  (clientId: string, claims = {}, more = {}): ProofFor =>
  async ({ issuer }) =>
    bearer(await issuer.token(clientId, claims), more);

const certificate =
  (name: keyof MatrixService['identities']): ProofFor =>
  async ({ identities }) => ({ identity: identities[name] });

/** A caller that has all but what the address needs; all of it where the address needs nothing. */
const withoutWhat =
  (needed: (route: Route) => string | null): ProofFor =>
  async ({ issuer }, route) =>
    bearer(await issuer.token(needed(route) === null ? 'everything' : `without-${needed(route)}`));

const withScopes =
  (scopesFor: (route: Route) => readonly string[]): ProofFor =>
  async ({ scoped }, route) =>
    bearer(await scoped.token('narrowed', { scope: scopesFor(route).join(' ') }));

/** Every kind of caller, by its name in the table of docs/callers.md. */
export const callersOfAllKinds: Readonly<Record<string, ProofFor>> = {
  nobody: async () => ({}),
  'a token of a system that is not registered': tokenOf('stranger'),
  'a token that has expired': tokenOf('everything', { exp: inSeconds(-60) }),
  'a token with a forged signature': async ({ issuer }) =>
    bearer(await issuer.token('everything', {}, await signingKey(issuer.key.kid))),
  'a certificate that is revoked': certificate('revoked'),
  'a certificate of an unknown authority': certificate('foreign'),
  'a token of a caller': tokenOf('everything'),
  'a certificate of a caller': certificate('good'),
  'a token that has the scope': withScopes(() => rights),
  'a token without the scope': withScopes((route) => rights.filter((right) => right !== rightOf(route))),
  'a caller without the right': withoutWhat(rightOf),
  'a caller without the contract': withoutWhat(guardedAt),
  'a caller for another care provider': tokenOf('elsewhere'),
  'a platform that names nobody': tokenOf('platform'),
  'a platform that names a consumer of its own': tokenOf('platform', {}, { [ORIGINAL]: CONSUMER }),
  'a platform that names another': tokenOf('platform', {}, { [ORIGINAL]: 'SE165565594230-OTHER' }),
  'another caller that names a consumer': tokenOf('everything', {}, { [ORIGINAL]: CONSUMER }),
};
