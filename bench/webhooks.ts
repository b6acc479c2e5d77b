import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConsentClient } from '#client';
import { call } from '../test/support/call';
import type { Posts } from './baselines/raw-posts';
import { careProvider, check, registration } from './support/consents';
import { loadLedger } from './support/load-ledger';
import { quantile } from './support/quantile';
import { startServer, type ServerProcess } from './support/server-process';
import { demandSound } from './support/sound-service';
import { table } from './support/table';
import { WebhookReceiver } from './support/webhook-receiver';

const CONSENTS = Number(process.env.CONSENTS ?? 500);
const RECEIVERS = (process.env.RECEIVERS ?? '1,4,16').split(',').map(Number);
const WRITES = Number(process.env.WRITES ?? 200);

/** All are at one care provider: every fiftieth person is. */
const personOf = (index: number): number => 50 * index;
const careProviderId = careProvider(0);

interface Measured {
  /** Messages a second, to all receivers together. */
  readonly rate: number;
  /** Processor time of the sender, for one message. */
  readonly micros: number;
}

const receivers = (count: number): Promise<WebhookReceiver[]> =>
  Promise.all(Array.from({ length: count }, () => WebhookReceiver.start()));

async function measured(
  sender: ServerProcess,
  messages: number,
  send: () => Promise<unknown>,
): Promise<Measured> {
  const [begun, before] = [performance.now(), sender.cpuMicros()];
  await send();
  const seconds = (performance.now() - begun) / 1000;
  return { rate: messages / seconds, micros: (sender.cpuMicros() - before) / messages };
}

async function created(
  client: ConsentClient,
  address: string,
): Promise<{ readonly webhookId: string; readonly secret: string }> {
  const webhookId = randomUUID();
  const result = await client.createWebhook({ webhookId, careProviderId, address });
  if (result.kind === 'refused') throw new Error(result.text);
  return { webhookId, secret: result.content.secret! };
}

/** So many webhooks, each of which is sent every change there is. */
async function delivered(service: ServerProcess, client: ConsentClient, count: number): Promise<Measured> {
  const all = await receivers(count);
  const webhooks: Awaited<ReturnType<typeof created>>[] = [];
  const result = await measured(service, count * CONSENTS, async () => {
    webhooks.push(...(await Promise.all(all.map(({ address }) => created(client, address)))));
    await Promise.all(all.map((one) => one.until(() => one.came.length >= CONSENTS)));
  });
  for (const [index, { webhookId, secret }] of webhooks.entries()) {
    all[index]!.demandAll(CONSENTS, secret);
    await client.removeWebhook({ webhookId, careProviderId });
    await all[index]!.close();
  }
  return result;
}

/** The same bytes, to as many receivers, from Node alone. */
async function posted(raw: ServerProcess, client: ConsentClient, count: number): Promise<Measured> {
  const all = await receivers(count);
  const { headers, body } = await example(client);
  const result = await measured(raw, count * CONSENTS, () =>
    Promise.all(
      all.map(({ address }) => {
        const posts: Posts = { address, count: CONSENTS, headers, body };
        return fetch(raw.url, { method: 'POST', body: JSON.stringify(posts) });
      }),
    ),
  );
  if (all.some(({ came }) => came.length !== CONSENTS)) throw new Error('The baseline has lost posts.');
  await Promise.all(all.map((one) => one.close()));
  return result;
}

/** A message as the service sends it. */
async function example(client: ConsentClient): Promise<Pick<Posts, 'headers' | 'body'>> {
  const receiver = await WebhookReceiver.start();
  const { webhookId } = await created(client, receiver.address);
  await receiver.until(() => receiver.came.length > 0);
  await client.removeWebhook({ webhookId, careProviderId });
  const { headers, body } = receiver.came[0]!;
  await receiver.close();
  return { headers: headers as Record<string, string>, body };
}

/** How long after its acknowledgement the message of a change came. */
async function delays(url: string, client: ConsentClient): Promise<readonly number[]> {
  const receiver = await WebhookReceiver.start();
  const { webhookId } = await created(client, receiver.address);
  await receiver.until(() => receiver.came.length >= CONSENTS);
  const acknowledgedAt = new Map<string, number>();
  for (let index = 0; index < WRITES; index += 1) {
    const request = JSON.parse(registration(personOf(CONSENTS + index))) as { assertionId: string };
    const { status } = await call(url, 'register-extended-consent', request);
    if (status !== 201) throw new Error(`A registration is answered ${status}.`);
    acknowledgedAt.set(request.assertionId, performance.now());
  }
  await receiver.until(() => receiver.came.length >= CONSENTS + WRITES);
  await client.removeWebhook({ webhookId, careProviderId });
  await receiver.close();
  const waits = [...acknowledgedAt].map(([id, at]) => Math.max(0, receiver.seenAt.get(id)! - at));
  return waits.sort((one, other) => one - other);
}

/** Messages of webhooks, beside Node that posts the same bytes; and how soon the message of a change comes. */
async function main(): Promise<void> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'consent-bench-'));
  await loadLedger(dataDirectory, CONSENTS, personOf);
  const webhooks = { WEBHOOKS: 'true', WEBHOOK_HTTP: 'true', WEBHOOK_NETWORKS: '127.0.0.0/8' };
  const service = await startServer('apps/api/src/main.js', { DATA_DIR: dataDirectory, ...webhooks });
  const raw = await startServer('bench/baselines/raw-posts.js');
  const client = new ConsentClient({ url: service.url, timeoutMs: 60_000, attemptTimeoutMs: 60_000 });
  await delivered(service, client, 1);
  const rows: string[][] = [];
  for (const count of RECEIVERS) {
    const [sent, base] = [await delivered(service, client, count), await posted(raw, client, count)];
    const figures = [sent, base].flatMap(({ rate, micros }) => [rate.toFixed(0), micros.toFixed(0)]);
    rows.push([String(count), ...figures, (sent.rate / base.rate).toFixed(2)]);
  }
  const waits = await delays(service.url, client);
  process.stdout.write(
    table(['webhooks', 'messages/s', 'CPU µs', 'raw posts/s', 'raw CPU µs', 'messages/raw'], rows) +
      '\n' +
      table(
        ['', 'come p50 ms', 'come p99 ms'],
        [['one webhook', quantile(waits, 0.5).toFixed(1), quantile(waits, 0.99).toFixed(1)]],
      ),
  );
  await demandSound(service, { granted: [check(personOf(0)), check(personOf(CONSENTS - 1))] });
  client.close();
  await raw.stop();
  await service.stop();
  await rm(dataDirectory, { recursive: true });
}

void main();
