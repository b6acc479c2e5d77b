import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { newId } from '#platform';
import { call } from '../support/call';
import { startInProcess, type InProcessService } from '../support/in-process-service';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { TokenIssuer } from '../support/token-issuer';
import { Receiver, type Received } from './receiver';
import { created, OWN, registered, until, webhookSettings } from './webhooks';

const DAY = 86_400_000;

let folder: TemporaryFolder;
let issuer: TokenIssuer;
let service: InProcessService;
let receiver: Receiver;
let turned = 0;
const file = () => join(folder.path, 'callers.json');

const register = (more: Record<string, object> = {}) => ({
  issuers: [issuer.entry()],
  callers: ['owner', 'other', 'writer', 'platform'].map((clientId, index) => ({
    systemId: `SE165565594230-W${index}`,
    name: clientId,
    tokens: [{ issuer: issuer.url, clientId }],
    careProviders: 'all',
    rights: ['list', 'write', 'read'],
    ...(clientId === 'platform' && { platform: { consumers: 'all' } }),
    ...more[clientId],
  })),
});

const as = async (clientId: string) => {
  const exp = Math.floor((Date.now() + turned) / 1_000) + 60;
  return { authorization: `Bearer ${await issuer.token(clientId, { exp })}` };
};

const manage = async (
  path: string,
  body: object,
  clientId = 'owner',
  headers: Record<string, string> = {},
) => {
  const { status, body: answer } = await call(
    service.url,
    path,
    { careProviderId: OWN, ...body },
    { ...(await as(clientId)), ...headers },
  );
  return { status, answer: answer as Record<string, Record<string, string>> };
};

beforeAll(async () => {
  folder = await temporaryFolder();
  issuer = await TokenIssuer.start();
  await writeFile(file(), JSON.stringify(register()));
  service = await startInProcess({ ...webhookSettings, CALLERS_FILE: file() }, () => Date.now() + turned);
});
beforeEach(async () => {
  receiver = await Receiver.start();
});
afterEach(() => receiver.close());
afterAll(async () => {
  await service.close();
  await issuer.close();
  await folder.remove();
});

const register1 = async () => registered(service.url, 1, await as('writer'));

/** Whether a receiver that knows a secret, and the time of the service, believes a message. */
function isBelieved({ body, headers }: Received, secret: string): boolean {
  const signatures = String(headers['webhook-signature']).split(' ');
  const at = new Date(Number(headers['webhook-timestamp']) * 1_000);
  const expected = new Webhook(secret).sign(String(headers['webhook-id']), at, body);
  return signatures.includes(expected);
}

it('a secret is shown once, and is in nothing that the ledger keeps', async () => {
  const { webhookId, secret } = await created(service.url, receiver.url, {}, await as('owner'));
  const again = await manage('create-webhook', { webhookId, address: receiver.url });
  expect(again).toEqual({ status: 200, answer: { createWebhookResult: { result: { resultCode: 'OK' } } } });
  const { answer } = await manage('rotate-webhook-secret', { webhookId });
  const { secret: newer } = answer.rotateWebhookSecretResult!;
  const kept = await Promise.all(
    ['log', 'audit-log'].map((name) => readFile(join(service.dataDirectory, name, 'data.mdb'), 'latin1')),
  );
  expect(kept.join('')).toContain(webhookId);
  for (const one of [secret, newer!]) {
    expect(one).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(kept.join('')).not.toContain(one.slice(6, 40));
  }
});

it('signs with both secrets for a day after a rotation, and with the new one alone when it is asked to', async () => {
  const { webhookId, secret } = await created(service.url, receiver.url, {}, await as('owner'));
  const rotated = async (more: object = {}) =>
    (await manage('rotate-webhook-secret', { webhookId, ...more })).answer.rotateWebhookSecretResult!.secret!;
  const last = async () => {
    const assertionId = await register1();
    await until(() => receiver.taken.some(({ data }) => data.assertionId === assertionId));
    return receiver.taken.find(({ data }) => data.assertionId === assertionId)!;
  };
  const second = await rotated();
  const both = await last();
  expect([secret, second].map((one) => isBelieved(both, one))).toEqual([true, true]);
  turned += DAY;
  const later = await last();
  expect([secret, second].map((one) => isBelieved(later, one))).toEqual([false, true]);
  const third = await rotated({ atOnce: true });
  const alone = await last();
  expect([second, third].map((one) => isBelieved(alone, one))).toEqual([false, true]);
});

it('nobody else finds, changes or ends a webhook', async () => {
  const { webhookId } = await created(service.url, receiver.url, {}, await as('owner'));
  for (const path of ['rotate-webhook-secret', 'redeliver-webhook-messages', 'remove-webhook'])
    expect(await manage(path, { webhookId }, 'other')).toMatchObject({ status: 404 });
  const { answer } = await manage('get-webhooks', {}, 'other');
  expect(answer.getWebhooksResult!.webhooks).toEqual([]);
  expect(await manage('create-webhook', { webhookId, address: receiver.url }, 'other')).toMatchObject({
    status: 409,
  });
});

it('a removed webhook sends nothing more, and its id is not used again', async () => {
  const { webhookId } = await created(service.url, receiver.url, {}, await as('owner'));
  expect(await manage('remove-webhook', { webhookId })).toMatchObject({ status: 200 });
  const { length } = receiver.received;
  const other = await Receiver.start();
  await created(service.url, other.url, {}, await as('owner'));
  const assertionId = await register1();
  await until(() => other.taken.some(({ data }) => data.assertionId === assertionId));
  expect(receiver.received.slice(length).map(({ data }) => data.assertionId)).not.toContain(assertionId);
  expect(await manage('create-webhook', { webhookId, address: receiver.url })).toMatchObject({ status: 409 });
  await other.close();
});

it('nothing is sent to an owner that has lost the right, and all that is missing when it has it again', async () => {
  const { webhookId } = await created(service.url, receiver.url, {}, await as('owner'));
  const state = async () => {
    const { answer } = await manage('get-webhooks', {});
    const webhooks = answer.getWebhooksResult?.webhooks as unknown as { webhookId: string; state: string }[];
    return webhooks.find((one) => one.webhookId === webhookId)?.state;
  };
  await register1();
  await until(() => receiver.taken.length > 0);
  await writeFile(file(), JSON.stringify(register({ owner: { contracts: ['GetWebhooks'] } })));
  await until(async () => (await state()) === 'denied');
  const assertionId = await register1();
  const isSent = () => receiver.received.some(({ data }) => data.assertionId === assertionId);
  const other = await Receiver.start();
  await created(service.url, other.url, {}, await as('other'));
  await until(() => other.taken.some(({ data }) => data.assertionId === assertionId));
  expect(isSent()).toBe(false);
  await writeFile(file(), JSON.stringify(register()));
  await until(isSent);
  await other.close();
});

it('an address that may be sent nothing is refused in words', async () => {
  for (const address of [
    'http://10.0.0.1/',
    'https://192.168.1.1/',
    'ftp://a.example/',
    'https://u:p@a.example/',
    'a',
  ]) {
    const { status, answer } = await manage('create-webhook', { webhookId: newId(), address });
    expect([address, status]).toEqual([address, 400]);
    expect(answer.createWebhookResult!.result).toMatchObject({ resultCode: 'VALIDATION_ERROR' });
  }
});

it('one idempotency key is for one request: another webhook, or another command, is refused', async () => {
  const key = { 'idempotency-key': newId() };
  const body = { webhookId: newId(), address: receiver.url };
  expect(await manage('create-webhook', body, 'owner', key)).toMatchObject({ status: 200 });
  const others: [string, object][] = [
    ['create-webhook', { ...body, webhookId: newId() }],
    ['remove-webhook', { webhookId: body.webhookId }],
    ['rotate-webhook-secret', { webhookId: body.webhookId, atOnce: true }],
  ];
  for (const [path, other] of others)
    expect(await manage(path, other, 'owner', key)).toMatchObject({ status: 422 });
  expect(await manage('create-webhook', body, 'owner', key)).toMatchObject({ status: 200 });
});

it('a platform has webhooks of its own, and none for those that it speaks for', async () => {
  const consumer = { 'x-rivta-original-serviceconsumer-hsaid': 'SE165565594230-EHR' };
  const body = { webhookId: newId(), address: receiver.url };
  expect(await manage('create-webhook', body, 'platform', consumer)).toMatchObject({ status: 403 });
  expect(await manage('get-webhooks', {}, 'platform', consumer)).toMatchObject({ status: 403 });
  expect(await manage('create-webhook', body, 'platform')).toMatchObject({ status: 200 });
});
