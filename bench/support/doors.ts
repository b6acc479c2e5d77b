import http from 'node:http';
import https from 'node:https';
import { text } from 'node:stream/consumers';
import { soapRequest } from './envelopes';

/** What an answer is worth to the caller. */
export interface DoorAnswer {
  readonly isOk: boolean;
  /** `null`: the answer does not say whether there is a consent. */
  readonly hasConsent: boolean | null;
  readonly text: string;
}

/** A door of a service, for one caller that keeps its connections. */
export interface Door {
  readonly url: string;
  /** @throws Error when no answer comes. */
  ask(contract: string, request: object): Promise<DoorAnswer>;
}

/** How a caller proves itself: by a certificate, by a token that is asked for at each request, or not at all. */
export interface Proof {
  readonly tls?: { readonly ca: string; readonly cert?: string; readonly key?: string };
  readonly token?: () => string;
}

const CONNECTIONS = 64;
const ANSWER_WITHIN_MS = 60_000;

/** Contracts by JSON. */
export function jsonDoor(url: string, { tls, token }: Proof = {}): Door {
  const post = poster(url, tls);
  return {
    url,
    ask: (contract, request) => {
      const headers = {
        'content-type': 'application/json',
        ...(token && { authorization: `Bearer ${token()}` }),
      };
      return post(`/v2/${inKebabCase(contract)}`, headers, JSON.stringify(request));
    },
  };
}

/** Contracts by SOAP, in envelopes as they come through a national platform. */
export function soapDoor(url: string, { tls }: Pick<Proof, 'tls'> = {}): Door {
  const post = poster(url, tls);
  return {
    url,
    ask: (contract, request) => {
      const { path, headers, envelope } = soapRequest(contract, JSON.stringify(request));
      return post(path, headers, envelope);
    },
  };
}

const inKebabCase = (contract: string): string =>
  contract.replaceAll(/\B[A-Z]/g, (letter) => `-${letter}`).toLowerCase();

type Post = (path: string, headers: Readonly<Record<string, string>>, body: string) => Promise<DoorAnswer>;

function poster(url: string, tls: Proof['tls']): Post {
  const kept = { keepAlive: true, maxSockets: CONNECTIONS };
  const [{ request }, agent] = tls
    ? [https, new https.Agent({ ...kept, ...tls })]
    : [http, new http.Agent(kept)];
  return (path, headers, body) =>
    new Promise((resolve, reject) => {
      const all = { ...headers, 'content-length': Buffer.byteLength(body) };
      const asked = request(url + path, { method: 'POST', agent, headers: all }, (answer) => {
        text(answer).then((said) => resolve(answerOf(answer.statusCode!, said)), reject);
      });
      asked.setTimeout(ANSWER_WITHIN_MS, () => asked.destroy(new Error('No answer came in time.')));
      asked.on('error', reject).end(body);
    });
}

const answerOf = (status: number, said: string): DoorAnswer => ({
  isOk: status < 300 && /resultCode(?:":"|>)OK/.test(said),
  hasConsent: flagIn(/hasConsent(?:":|>)(true|false)\b/.exec(said)?.[1]),
  text: said,
});

const flagIn = (word: string | undefined): boolean | null => (word === undefined ? null : word === 'true');
