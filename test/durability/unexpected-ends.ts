import { randomUUID } from 'node:crypto';
import { EmbeddedEventStore } from '#event-store';
import { settingsToFail, type PlantedFault } from '../support/planted-fault';
import { say } from '../support/say';
import type { SpawnedService } from '../support/spawned-service';
import { killUnderLoad } from './kill';

const faults: readonly PlantedFault[] = ['throw', 'exit', 'reject', 'worker', 'memory'];

/** A process has this long to be gone from when it begins to fail, in milliseconds: until then, a heap must be filled. */
const BOUND_MS = 5_000;

/** How the service ended, and when. */
interface End {
  readonly fault: string;
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly tookMs: number;
}

/** Makes the service fail in every way, in turn, so many times. */
export function unexpectedEndCase(rounds: number): void {
  it(`is gone within 5 s, with nothing lost, each of ${rounds} times that something fails under load`, async () => {
    const ends: End[] = [];
    const { faults: found, ...counts } = await killUnderLoad(rounds, {
      settings: (round) => settingsToFail(faults[round % faults.length]!),
      bringDown: async (service, folder) => {
        ends.push(await fail(service, faults[ends.length % faults.length]!));
        await goOn(folder);
      },
    });
    const slowestMs = Math.max(...ends.map(({ tookMs }) => tookMs));
    say('failures under load', { ...counts, slowestMs, faults: found.length });
    expect(found).toEqual([]);
    expect(ends.filter(({ tookMs }) => tookMs > BOUND_MS)).toEqual([]);
    expect(new Set(ends.map(inWords))).toEqual(new Set(faults.slice(0, rounds).map((fault) => known[fault])));
    expect(counts.acknowledged).toBeGreaterThan(rounds * 10);
  }, 900_000);
}

/** What each fault ends the service with. */
const known: Readonly<Record<PlantedFault, string>> = {
  throw: 'throw 70',
  reject: 'reject 70',
  worker: 'worker 70',
  exit: 'exit SIGKILL',
  memory: 'memory SIGABRT',
};

const inWords = ({ fault, code, signal }: End): string => `${fault} ${code ?? signal}`;

async function fail(service: SpawnedService, fault: string): Promise<End> {
  const child = service.process;
  let begun = performance.now();
  child.stderr!.once('data', () => (begun = performance.now()));
  const hangs = setTimeout(() => child.kill('SIGKILL'), 4 * BOUND_MS);
  const code = await service.end('SIGUSR2');
  clearTimeout(hangs);
  return { fault, code, signal: child.signalCode, tookMs: Math.round(performance.now() - begun) };
}

/** Another process on the same folder takes the write lock, to find that the stream it expected is not there. */
async function goOn(folder: string): Promise<void> {
  const log = await EmbeddedEventStore.open(`${folder}/log`);
  const event = { id: randomUUID(), type: 'ConsentRegistered.v1', data: {}, metadata: {} };
  const refused = await log.append(`consent-${randomUUID()}`, 7, [event]);
  await log.close();
  expect(refused).toEqual({ ok: false, actual: null });
}
