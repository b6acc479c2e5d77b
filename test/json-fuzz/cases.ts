import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { examplesOf } from '../logs/requests-with-identities';
import { call } from '../support/call';
import { person } from '../support/people';
import { randomFrom } from '../support/mutations';
import { toCancel, toCheck, toRegister } from '../support/requests';
import { say } from '../support/say';
import { seed } from '../support/seed';
import { spawnService, type SpawnedService } from '../support/spawned-service';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { JsonFuzzing } from './fuzz';
import { Requests } from './requests';

/** Answers of one service process, so that its log, which is searched at its end, stays within bounds. */
const ROUND = 50_000;

const nothing = { crashes: [], unreadable: [], leaks: [], misread: [], invented: [] };

/** Its own memory, in MiB, without the pages of mapped files. */
const memoryOf = ({ process: { pid } }: SpawnedService): number =>
  Math.round(Number(/^RssAnon:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024);

/** Sends so many mutated requests to the built service, over all addresses with a contract. */
export function jsonFuzzCase(count: number): void {
  let folder: TemporaryFolder;
  let service: SpawnedService;
  beforeAll(async () => void (folder = await temporaryFolder()));
  // A round that fails leaves its service, in whose folder the next one would run beside it.
  afterEach(() => service.end('SIGKILL'));
  afterAll(() => folder.remove());

  const rounds = Math.ceil(count / ROUND);
  it.each(Array.from({ length: rounds }, (_, index) => index))(
    `answers mutated requests with neither a fault of its own nor a thing that was not said: round %i of ${rounds}`,
    async (round) => {
      const settings = { DATA_DIR: folder.path, CALLER_RIGHTS: 'audit,explain', LOG_LEVEL: 'info' };
      service = await spawnService(settings);
      const requests = new Requests(await examplesOf(service.url), randomFrom(seed * 1_000 + round));
      const fuzzing = new JsonFuzzing(service.url, requests);
      const [before, wanted] = [memoryOf(service), Math.min(ROUND, count - round * ROUND)];
      const { findings, statuses, ...figures } = await fuzzing.run(wanted);
      say('json fuzz', {
        seed,
        round,
        ...figures,
        ownMiB: `${before} to ${memoryOf(service)}`,
        statuses: JSON.stringify(statuses),
      });
      expect({ seed, round, ...findings }).toEqual({ seed, round, ...nothing });
      expect(figures.registered).toBeGreaterThan(wanted / 200);
      expect(Object.keys(statuses).length).toBeGreaterThan(6);
      await demandSound(service.url, round);
      expect(await service.end('SIGTERM')).toBe(0);
    },
    3_600_000,
  );
}

/** Afterwards the service is ready, and grants and ends what is asked of it. */
async function demandSound(url: string, round: number): Promise<void> {
  const place = {
    patientId: person(90_000 + round),
    careProviderId: 'SE165565594230-1000',
    careUnitId: 'SE165565594230-1B0C',
  };
  const assertionId = `7d3c9f10-4b7e-4f6a-9a51-${String(round).padStart(12, '0')}`;
  const asked = async () => (await call(url, 'check-consent', toCheck(place))).body;
  expect(await call(url, 'register-extended-consent', toRegister(assertionId, place))).toMatchObject({
    status: 201,
  });
  expect(await asked()).toMatchObject({ checkResult: { hasConsent: true } });
  expect(await call(url, 'cancel-extended-consent', toCancel(assertionId))).toMatchObject({ status: 200 });
  expect(await asked()).toMatchObject({ checkResult: { hasConsent: false } });
  while (!(await fetch(`${url}/health/ready`)).ok) await pause(50);
}
