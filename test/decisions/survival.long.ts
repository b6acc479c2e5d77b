import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { SpawnedProtocolServer } from '../eventstoredb-protocol-server/spawned-server';
import { call } from '../support/call';
import { person } from '../support/people';
import { toCheck } from '../support/requests';
import { say } from '../support/say';
import { spawnService, type SpawnedService } from '../support/spawned-service';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { keptDecisions, type Keeper } from './kept-decisions';

const CALLERS = 16;
const careProviderId = 'SE165565594230-1A';
const place = { patientId: person(1), careProviderId, careUnitId: `${careProviderId}A` };

let folder: TemporaryFolder;
beforeEach(async () => (folder = await temporaryFolder()));
afterEach(() => folder.remove());

/** A check under a correlation id of its own; the status, or `null` when no answer came. */
async function check(url: string, correlationId: string): Promise<number | null> {
  const headers = { 'x-skltp-correlation-id': correlationId };
  return call(url, 'check-consent', toCheck(place), headers).then(
    ({ status }) => status,
    () => null,
  );
}

/** Callers that ask one check after the other, for as long as there are answers. */
class Asking {
  /** The correlation ids of the checks that were answered. */
  readonly answered: string[] = [];
  private readonly callers: Promise<void>[];

  constructor(url: string, callers = CALLERS) {
    this.callers = Array.from({ length: callers }, () => this.ask(url));
  }

  async until(answers: number): Promise<void> {
    while (this.answered.length < answers) await delay(5);
  }

  async end(): Promise<readonly string[]> {
    await Promise.all(this.callers);
    return this.answered;
  }

  private async ask(url: string): Promise<void> {
    for (;;) {
      const id = randomUUID();
      const status = await check(url, id);
      if (status === null) return;
      if (status === 200) this.answered.push(id);
    }
  }
}

/** Whether every answer has its record, and none has two. */
async function expectRecords(keeper: Keeper, answered: readonly string[]): Promise<number> {
  const kept = await keptDecisions(keeper);
  const recorded = new Set(kept.map(({ correlationId }) => correlationId));
  expect(answered.filter((id) => !recorded.has(id))).toEqual([]);
  expect(new Set(kept.map(({ id }) => id)).size).toBe(kept.length);
  expect(recorded.size).toBe(kept.length);
  return kept.length;
}

it('a service that is killed under load has recorded every answer that it gave, and none twice', async () => {
  const answered: string[] = [];
  const ROUNDS = 3;
  for (let round = 0; round < ROUNDS; round++) {
    const service = await spawnService({ DATA_DIR: folder.path });
    const asking = new Asking(service.url);
    await asking.until(50 + 50 * round);
    await service.end('SIGKILL');
    answered.push(...(await asking.end()));
  }
  const recorded = await expectRecords({ folder: folder.path }, answered);
  say('kill -9 under checks', { rounds: ROUNDS, answered: answered.length, recorded });
});

it('the same on EventStoreDB', async () => {
  const server = await SpawnedProtocolServer.start();
  const service = await spawnService({ DATA_DIR: folder.path, EVENT_STORE_URL: server.url });
  const asking = new Asking(service.url);
  await asking.until(100);
  await service.end('SIGKILL');
  await expectRecords({ server }, await asking.end());
  await server.stop();
});

describe('two services', () => {
  it('record into the same day, and lose nothing of each other', async () => {
    const services = [
      await spawnService({ DATA_DIR: folder.path }),
      await spawnService({ DATA_DIR: folder.path }),
    ];
    const asking = services.map(({ url }) => new Asking(url, 8));
    for (const each of asking) await each.until(50);
    for (const service of services) await service.end('SIGTERM');
    const answered = await Promise.all(asking.map((each) => each.end()));
    await expectRecords({ folder: folder.path }, answered.flat());
  });
});

describe('on a full disk', () => {
  /** What files of a process may grow to, in bytes. */
  const limitFiles = ({ process }: SpawnedService, bytes: number | 'unlimited') =>
    execFileSync('prlimit', ['--pid', String(process.pid), `--fsize=${bytes}:unlimited`]);

  it('a check is refused and not answered without a record, until there is room again', async () => {
    const service = await spawnService({ DATA_DIR: folder.path });
    expect(await check(service.url, 'first')).toBe(200);
    limitFiles(service, statSync(join(folder.path, 'audit-log/data.mdb')).size);
    const answered = ['first'];
    let refusals = 0;
    for (let asked = 0; refusals < 20; asked++) {
      const status = await check(service.url, `asked-${asked}`);
      expect([200, 503]).toContain(status);
      if (status === 200) answered.push(`asked-${asked}`);
      else refusals += 1;
    }
    limitFiles(service, 'unlimited');
    expect(await check(service.url, 'last')).toBe(200);
    expect(await service.end('SIGTERM')).toBe(0);
    await expectRecords({ folder: folder.path }, [...answered, 'last']);
  });

  it('buffered, a check is answered, and its record is written when there is room again', async () => {
    const service = await spawnService({ DATA_DIR: folder.path, DECISION_LOG: 'buffered' });
    limitFiles(service, statSync(join(folder.path, 'audit-log/data.mdb')).size);
    const answered = Array.from({ length: 300 }, (_, asked) => `asked-${asked}`);
    for (const id of answered) expect(await check(service.url, id)).toBe(200);
    while (!service.log.some((line) => line.includes('Decisions could not be recorded'))) {
      await check(service.url, randomUUID());
    }
    limitFiles(service, 'unlimited');
    expect(await service.end('SIGTERM')).toBe(0);
    await expectRecords({ folder: folder.path }, answered);
  });
});
