import { rights } from '#callers';
import { inSeconds, signingKey } from '../support/token-issuer';
import { guardedAt, rightOf } from './addresses';
import { keyProof, thumbprintOf } from './key-proofs';
import { CONSUMER, fromNewAddress, type MatrixService, type Sent } from './matrix-service';
import type { Route } from './routes';

type Proof = Pick<Sent, 'headers' | 'identity'>;
/** @param path where the request goes. */
type ProofFor = (service: MatrixService, route: Route, path: string) => Promise<Proof>;

const ORIGINAL = 'x-rivta-original-serviceconsumer-hsaid';

const bearer = (token: string, more: object = {}): Proof => ({
  headers: { authorization: `Bearer ${token}`, ...more },
});

const tokenOf =
  (clientId: string, claims = {}, more = {}): ProofFor =>
  async ({ issuer }) =>
    bearer(await issuer.token(clientId, claims), more);

/** A token that is bound to one key, with a proof of that key, or of another. */
const withProofOf =
  (which: 'its key' | 'another key'): ProofFor =>
  async ({ issuer, url }, { method }, path) => {
    const [key, other] = [await signingKey('of the caller'), await signingKey('of a stranger')];
    const token = await issuer.token('everything', { cnf: { jkt: await thumbprintOf(key) } });
    const proved = { url: url + path, token, key: which === 'its key' ? key : other };
    const dpop = await keyProof(proved, { claims: { htm: method } });
    return { headers: { authorization: `DPoP ${token}`, dpop } };
  };

type Name = keyof MatrixService['identities'];

const certificateClaim = ({ identities }: MatrixService, name: Name): object => ({
  'x5t#S256': Buffer.from(identities[name].thumbprint, 'hex').toString('base64url'),
});

/** A token that is bound to a certificate, over a connection with one; `null`: with none. */
const boundToCertificate =
  (shown: Name | null, bound: Name = 'good'): ProofFor =>
  async (service) => {
    const token = await service.issuer.token('everything', { cnf: certificateClaim(service, bound) });
    return { ...bearer(token), ...(shown !== null && { identity: service.identities[shown] }) };
  };

/** A token that is bound to a key and to a certificate, with a proof of the key; `null`: without the certificate. */
const boundToBoth =
  (shown: Name | null): ProofFor =>
  async (service, { method }, path) => {
    const key = await signingKey('of the caller');
    const cnf = { jkt: await thumbprintOf(key), ...certificateClaim(service, 'good') };
    const token = await service.issuer.token('everything', { cnf });
    const dpop = await keyProof({ url: service.url + path, token, key }, { claims: { htm: method } });
    const headers = { authorization: `DPoP ${token}`, dpop };
    return { headers, ...(shown !== null && { identity: service.identities[shown] }) };
  };

/** The same, with the certificate and without a proof of the key. */
const boundToBothWithoutProof: ProofFor = async (service) => {
  const jkt = await thumbprintOf(await signingKey('of the caller'));
  const cnf = { jkt, ...certificateClaim(service, 'good') };
  const authorization = `DPoP ${await service.issuer.token('everything', { cnf })}`;
  return { headers: { authorization }, identity: service.identities.good };
};

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

/** Comes from an address that has sent one request without proof, as many as may come in a minute. */
const behindOthers =
  (proofFor: ProofFor): ProofFor =>
  async (service, route, path) => {
    const address = fromNewAddress();
    await service.send({ method: route.method, path, headers: address });
    const { headers } = await proofFor(service, route, path);
    return { headers: { ...headers, ...address } };
  };

const nobody: ProofFor = async () => ({});

/** Every kind of caller, by its name in the table of docs/callers.md. */
export const callersOfAllKinds: Readonly<Record<string, ProofFor>> = {
  nobody,
  'nobody, too often from one address': behindOthers(nobody),
  'a token of a system that is not registered': tokenOf('stranger'),
  'a token that has expired': tokenOf('everything', { exp: inSeconds(-60) }),
  'a token with a forged signature': async ({ issuer }) =>
    bearer(await issuer.token('everything', {}, await signingKey(issuer.key.kid))),
  'a token bound to a key, with the proof of another': withProofOf('another key'),
  'a token bound to a certificate, without it': boundToCertificate(null),
  'a token bound to a certificate, with another': boundToCertificate('good', 'foreign'),
  'a token bound to a certificate that is revoked, with it': boundToCertificate('revoked', 'revoked'),
  'a token bound to a key and a certificate, without the certificate': boundToBoth(null),
  'a token bound to a key and a certificate, without a proof of the key': boundToBothWithoutProof,
  'a certificate that is revoked': certificate('revoked'),
  'a certificate of an unknown authority': certificate('foreign'),
  'a token of a caller': tokenOf('everything'),
  'a token of a caller at an address of too many others': behindOthers(tokenOf('everything')),
  'a token bound to a key, with its proof': withProofOf('its key'),
  'a token bound to a certificate, with it': boundToCertificate('good'),
  'a token bound to a key and a certificate, with both': boundToBoth('good'),
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
