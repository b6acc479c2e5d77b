import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { calculateJwkThumbprint, decodeJwt, decodeProtectedHeader, exportJWK } from 'jose';
import { IdentityProvider } from './identity-provider';

/** What the portal proves itself with at a provider that takes requests beforehand, and gives nothing back. */
async function sentAssertion(): Promise<{ readonly assertion: string; readonly kid: string }> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const sent: URLSearchParams[] = [];
  const server = createServer((request, response) => void answer(request, response));
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    if (request.method === 'POST') sent.push(new URLSearchParams(await text(request)));
    response.writeHead(request.method === 'POST' ? 400 : 200, { 'content-type': 'application/json' });
    const known = { issuer: url, authorization_endpoint: `${url}/auth` };
    response.end(JSON.stringify({ ...known, pushed_authorization_request_endpoint: `${url}/par` }));
  };
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const portal = {
    clientId: 'portal',
    callbackAddress: 'http://127.0.0.1:1/callback',
    securityLevel: 4,
    identityKinds: [],
  };
  await new IdentityProvider({ ...portal, issuer, key: privateKey }).ask().catch(() => undefined);
  server.closeAllConnections();
  server.close();
  const kid = await calculateJwkThumbprint(await exportJWK(publicKey));
  return { assertion: sent[0]!.get('client_assertion')!, kid };
}

it('says which key it is signed with and what it is, and is good for thirty seconds', async () => {
  const { assertion, kid } = await sentAssertion();
  expect(decodeProtectedHeader(assertion)).toEqual({ alg: 'ES256', typ: 'client-authentication+jwt', kid });
  const { iat, exp } = decodeJwt(assertion);
  expect(exp! - iat!).toBe(30);
});
