import type { RecordedAnswers } from '../../apps/api/src/doors/json/example-answers';
import { startRegistered } from '../callers/registered-service';
import { startInProcess } from '../support/in-process-service';
import { documentedCalls, mistaken, send, type DocumentedCall } from './documented-calls';

/** Where they are kept. */
export const RECORDED_ANSWERS = 'apps/api/src/doors/json/recorded-answers.json';

/** A time at which every example is valid: answers hold it. */
const NOW = Date.parse('2026-10-15T08:00:00Z');

/** In the place of every id that is new in each recording. */
const SOME_ID = '0197f4a2-6c1e-7d3b-9a51-3f0c1c9a52f1';

/** A UUID that is made by time; and one of chance, which the record of a check has as its id. */
const NEW_ID =
  /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}|(?<="id":"|"record-id","valueString":")[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g;

/** The end of such an id, in a cursor of changes, also where that is in a text. */
const NEW_MARK = /(?<="cursor\\?":\\?"[0-9a-z]+-)[0-9a-f]{12}(?=\\?")/g;

/** What a key has signed that is new in each recording. */
const NEW_SIGNATURE = /(?<=— [^ ]+ )[A-Za-z0-9+/=]{92}(?=\\n)/g;
const SOME_SIGNATURE = 'A'.repeat(92);

/** A secret that is new in each recording. */
const NEW_SECRET = /(?<="whsec_)[A-Za-z0-9+/]{43}=/g;
const SOME_SECRET = `${'A'.repeat(43)}=`;

interface Recorded {
  readonly operationId: string;
  readonly summary: string;
  readonly status: number;
  readonly body: object;
}

type Tree = Record<string, Record<string, Record<string, object | undefined> | undefined> | undefined>;

/** Answers of really running services: to the examples in the order of the page, from a fresh start, and to mistakes. */
export async function recordAnswers(): Promise<RecordedAnswers> {
  const recorded: Tree = {};
  for (const { operationId, status, summary, body } of [
    ...(await inOrder()),
    ...(await denied()),
    ...(await withoutWebhooks()),
  ]) {
    const ofStatus = ((recorded[operationId] ??= {})[status] ??= {});
    ofStatus[summary] ??= JSON.parse(withoutNewIds(JSON.stringify(body))) as object;
  }
  return recorded as RecordedAnswers;
}

/** The address of the service, which has another port in each recording. */
const ADDRESS = /http:\/\/127\.0\.0\.1:\d+/g;

const withoutNewIds = (text: string): string =>
  text
    .replace(ADDRESS, 'http://127.0.0.1:3000')
    .replace(NEW_ID, SOME_ID)
    .replace(NEW_MARK, SOME_ID.slice(-12))
    .replace(NEW_SIGNATURE, SOME_SIGNATURE)
    .replace(NEW_SECRET, SOME_SECRET);

async function inOrder(): Promise<readonly Recorded[]> {
  const service = await startInProcess({ CALLER_RIGHTS: 'audit', WEBHOOK_DELIVERY: 'false' }, () => NOW);
  const calls = await documentedCalls(service.url);
  const changes = calls.filter(({ isChange }) => isChange);
  const later = changes.filter(({ operationId }) => !/^(?:register|create)/.test(operationId));
  const recorded: Recorded[] = [];
  const mistakes = calls.filter(({ operationId }) => operationId !== 'getHistory').map(mistaken);
  for (const call of [...later, ...mistakes, ...calls, ...changes])
    recorded.push(await answerTo(service.url, call));
  await service.close();
  return recorded.filter(isAnswer);
}

/** What a caller gets that may ask as an auditor only, and of another care provider. */
async function denied(): Promise<readonly Recorded[]> {
  const service = await startRegistered([
    { clientId: 'auditor', careProviders: ['SE165565594230-2000'], rights: ['audit'] },
  ]);
  const recorded: Recorded[] = [];
  for (const call of await documentedCalls(service.url))
    recorded.push(await answerTo(service.url, call, await service.proofOf('auditor')));
  await service.close();
  return recorded.filter(isAnswer).filter(({ status }) => status === 403);
}

/** What a service answers that has no webhooks. */
async function withoutWebhooks(): Promise<readonly Recorded[]> {
  const service = await startInProcess({ WEBHOOKS: 'false' }, () => NOW);
  const recorded: Recorded[] = [];
  for (const call of await documentedCalls(service.url))
    if (/Webhook/.test(call.operationId)) recorded.push(await answerTo(service.url, call));
  await service.close();
  return recorded.filter(({ status }) => status === 409);
}

async function answerTo(url: string, call: DocumentedCall, headers: object = {}): Promise<Recorded> {
  const { status, body } = await send(url, call, headers);
  const summary = status < 300 ? call.summary : resultCodeIn(body);
  return { operationId: call.operationId, summary, status, body };
}

const resultCodeIn = (body: object): string =>
  /(?:"resultCode"|result-code","code"):"(\w+)"/.exec(JSON.stringify(body))?.[1] ?? 'problem';

const isAnswer = ({ body }: Recorded): boolean =>
  !('eventId' in body) && !JSON.stringify(body).includes('Event id: ');
