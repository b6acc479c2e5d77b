import { randomBytes } from 'node:crypto';
import { access, chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { call } from '../support/call';
import { startInProcess, type InProcessService } from '../support/in-process-service';
import { ledger } from '../support/ledger-cli';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { Receiver } from './receiver';
import { created, OWN, registered, seen, until, webhookSettings } from './webhooks';

let folder: TemporaryFolder;
let receiver: Receiver;
let service: InProcessService | null = null;

beforeEach(async () => {
  folder = await temporaryFolder();
  receiver = await Receiver.start();
});
afterEach(async () => {
  await stop();
  await receiver.close();
  await folder.remove();
});

async function stop(): Promise<void> {
  await service?.close();
  service = null;
}

async function start(settings: Record<string, string>): Promise<string> {
  await stop();
  service = await startInProcess({ ...webhookSettings, DATA_DIR: join(folder.path, 'data'), ...settings });
  return service.url;
}

async function keyFile(name: string, text = randomBytes(32).toString('base64')): Promise<string> {
  const path = join(folder.path, name);
  await writeFile(path, text, { mode: 0o600 });
  return path;
}

it('sends nothing under another key, says so, and all that is missing when the key is back', async () => {
  const [right, wrong] = [await keyFile('right'), await keyFile('wrong')];
  let url = await start({ WEBHOOK_KEY_FILE: right });
  const { webhookId, secret } = await created(url, receiver.url);
  await registered(url, 1);
  await until(() => receiver.taken.length === 1);

  url = await start({ WEBHOOK_KEY_FILE: wrong });
  expect(await seen(url, webhookId)).toMatchObject({ state: 'key-missing' });
  const other = await Receiver.start();
  await created(url, other.url);
  await registered(url, 2);
  await until(() => other.taken.length === 2);
  expect(receiver.received).toHaveLength(1);

  url = await start({ WEBHOOK_KEY_FILE: right });
  await until(() => receiver.taken.length === 2);
  const verifier = new Webhook(secret);
  for (const { body, headers } of receiver.taken)
    expect(verifier.verify(body, headers as Record<string, string>)).toEqual(JSON.parse(body));
  expect(await seen(url, webhookId)).toMatchObject({ state: 'delivering' });
  await other.close();
});

it('a key that cannot be used keeps the service from starting, and the error says what to do', async () => {
  const short = await keyFile('short', randomBytes(16).toString('base64'));
  await expect(start({ WEBHOOK_KEY_FILE: short })).rejects.toThrow(
    `${short} is not a key for webhooks: it has to be at least 32 random bytes in base64.`,
  );
  const lost = join(folder.path, 'lost');
  await expect(start({ WEBHOOK_KEY_FILE: lost })).rejects.toThrow(`in ${lost} cannot be read`);
  const open = await keyFile('open');
  await chmod(open, 0o644);
  await expect(start({ WEBHOOK_KEY_FILE: open })).rejects.toThrow(`chmod 600`);
});

it('without webhooks, the contracts refuse in words, no key is made, and nothing is sent', async () => {
  let url = await start({});
  const { webhookId } = await created(url, receiver.url);
  url = await start({ WEBHOOKS: 'false', DATA_DIR: join(folder.path, 'other') });
  const one = { webhookId, careProviderId: OWN };
  for (const [path, body] of [
    ['create-webhook', { ...one, address: receiver.url }],
    ['get-webhooks', { careProviderId: OWN }],
    ['rotate-webhook-secret', one],
    ['redeliver-webhook-messages', one],
    ['remove-webhook', one],
  ] as const) {
    const answer = await call(url, path, body);
    expect([path, answer.status]).toEqual([path, 409]);
    expect(JSON.stringify(answer.body)).toContain('Webhookar är avstängda i denna tjänst');
    expect(JSON.stringify(answer.body)).not.toContain('whsec_');
  }
  await expect(access(join(folder.path, 'other', 'keys', 'webhooks.key'))).rejects.toMatchObject({
    code: 'ENOENT',
  });
  url = await start({ WEBHOOKS: 'false' });
  await registered(url, 1);
  await stop();
  expect(receiver.received).toEqual([]);
});

it('ledger verify finds nothing wrong with webhooks that were created, delivered, rotated and removed', async () => {
  const url = await start({});
  const [kept, removed] = [await created(url, receiver.url), await created(url, receiver.url)];
  await registered(url, 1);
  await until(() => receiver.taken.length === 2);
  const one = (webhookId: string) => ({ webhookId, careProviderId: OWN });
  expect(await call(url, 'rotate-webhook-secret', one(kept.webhookId))).toMatchObject({ status: 200 });
  expect(await call(url, 'redeliver-webhook-messages', one(kept.webhookId))).toMatchObject({ status: 200 });
  expect(await call(url, 'remove-webhook', one(removed.webhookId))).toMatchObject({ status: 200 });
  await stop();
  const { code, out, err } = await ledger(['verify', '--data-dir', join(folder.path, 'data')]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain('Everything is as it was written.');
});
