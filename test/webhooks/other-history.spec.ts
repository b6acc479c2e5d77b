import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { EmbeddedEventStore } from '#event-store';
import { newId } from '#platform';
import { progressStream } from '#webhooks';
import { startInProcess, type InProcessService } from '../support/in-process-service';
import { ledger } from '../support/ledger-cli';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { Receiver } from './receiver';
import { created, endOfFeed, registered, seen, until, webhookSettings } from './webhooks';

let folder: TemporaryFolder;
let receiver: Receiver;
let service: InProcessService;

const start = async (): Promise<string> => {
  service = await startInProcess({ ...webhookSettings, DATA_DIR: folder.path });
  return service.url;
};

beforeEach(async () => {
  folder = await temporaryFolder();
  receiver = await Receiver.start();
});
afterEach(async () => {
  await service.close();
  await receiver.close();
  await folder.remove();
});

/** The lines of the webhooks' metrics, without what says what they are. */
async function metrics(url: string): Promise<string> {
  const lines = (await (await fetch(`${url}/metrics`)).text()).split('\n');
  return lines.filter((line) => line.startsWith('consent_webhook')).join('\n');
}

it('after a loss was accepted, a webhook that has come further than the history says so, sends nothing, and holds up no other', async () => {
  const log = join(folder.path, 'log');
  const backup = join(folder.path, 'backup');
  let url = await start();
  const { webhookId } = await created(url, receiver.url);
  await registered(url, 1);
  await until(() => receiver.taken.length === 1);
  await service.close();
  await cp(log, backup, { recursive: true });
  url = await start();
  await registered(url, 2);
  await until(async () => receiver.taken.length === 2 && !(await seen(url, webhookId)).hasMore);
  const { length } = receiver.received;
  await service.close();
  await rm(log, { recursive: true });
  await cp(backup, log, { recursive: true });
  const loss = ['--from', '2', '--reason', 'No newer backup.', '--data-dir', folder.path];
  expect(await ledger(['accept-loss', ...loss])).toMatchObject({ code: 0 });

  url = await start();
  expect(await seen(url, webhookId)).toMatchObject({ state: 'other-history', hasMore: false });
  const other = await Receiver.start();
  await created(url, other.url, { cursor: await endOfFeed(url) });
  await registered(url, 3);
  await until(() => other.taken.length === 1);
  expect(receiver.received).toHaveLength(length);
  expect(await metrics(url)).toContain('consent_webhooks{state="other-history"} 1');
  await other.close();
});

it('a webhook whose deliveries cannot be read keeps no other from being sent and measured', async () => {
  let url = await start();
  const broken = await created(url, receiver.url);
  await service.close();
  const notes = await EmbeddedEventStore.open(join(folder.path, 'audit-log'));
  await notes.append(progressStream(broken.webhookId), 'any', [
    { id: newId(), type: 'WebhookProgressed.v9', data: {}, metadata: {} },
  ]);
  await notes.close();

  url = await start();
  const other = await Receiver.start();
  other.answer = () => 500;
  await created(url, other.url);
  await registered(url, 1);
  await until(() => other.received.length > 0);
  await until(async () => (await metrics(url)).includes('consent_webhooks{state="failing"} 1'));
  const said = await metrics(url);
  expect(said).toContain('consent_webhooks{state="unreadable"} 1');
  expect(said).toContain('consent_webhook_messages{state="pending"} 1');
  expect(receiver.received).toEqual([]);
  await other.close();
});
