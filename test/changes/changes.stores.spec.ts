import fc from 'fast-check';
import { newId } from '#platform';
import { call } from '../support/call';
import { startLiveLedger, storesOfThisRun, type LiveLedger } from '../support/live-ledger';
import { person } from '../support/people';
import { toCancel, toDelete, toRegister, type Place } from '../support/requests';
import { seed } from '../support/seed';
import { spawnService, type SpawnedService } from '../support/spawned-service';
import { allAfter, pageAfter, type Change } from './pages';

const OWN = 'SE165565594230-1000';
const OTHER = 'SE165565594230-2000';
const WRITERS = 8;
const ROUNDS = 12;

/** Small, so that a reader is often in the middle. */
const PAGE_SIZE = '3';

interface Acknowledged {
  readonly position: number;
  readonly change: string;
  readonly assertionId: string;
}

const drawn = (most: number): readonly number[] => fc.sample(fc.nat(most), { seed, numRuns: 400 });

const endings = {
  cancelled: (assertionId: string) => ['cancel-extended-consent', toCancel(assertionId)],
  deleted: (assertionId: string) => ['delete-extended-consent', toDelete(assertionId)],
  ended: (assertionId: string, { patientId }: Place) => [
    'end-consent-by-patient',
    { assertionId, patientId, endDateTime: '2035-01-01T00:00:00' },
  ],
} as const satisfies Record<string, (assertionId: string, place: Place) => readonly [string, object]>;

const plans: readonly (readonly (keyof typeof endings)[])[] = [
  [],
  ['cancelled'],
  ['deleted'],
  ['ended', 'cancelled'],
  ['ended'],
];

/** Carries changes out, one after the other, and notes at which position each was acknowledged. */
async function write(urls: readonly string[], writer: number, noted: Acknowledged[]): Promise<void> {
  const choices = drawn(plans.length - 1).slice(writer * ROUNDS);
  for (let round = 0; round < ROUNDS; round++) {
    const url = urls[(writer + round) % urls.length]!;
    const assertionId = newId();
    const place: Place = {
      patientId: person(round),
      careProviderId: round % 4 === 3 ? OTHER : OWN,
      careUnitId: 'SE165565594230-1001',
    };
    const note = async (change: string, contract: string, body: object): Promise<void> => {
      const { headers, status } = await call(url, contract, body);
      if (status >= 300) throw new Error(`${contract} was answered ${status}.`);
      const position = Number(headers.get('x-ledger-position'));
      if (place.careProviderId === OWN) noted.push({ position, change, assertionId });
    };
    await note('registered', 'register-extended-consent', toRegister(assertionId, place));
    for (const ending of plans[choices[round]!]!) {
      const [contract, body] = endings[ending](assertionId, place);
      await note(ending, contract, body);
    }
  }
}

/** A reader that is killed again and again: it goes on at a cursor that it had saved, which need not be the last. */
class Reader {
  private readonly saved: (string | undefined)[] = [undefined];
  private readonly choices = drawn(1000);
  private pages = 0;
  readonly received = new Map<number, Change>();

  constructor(private readonly urls: readonly string[]) {}

  async follow(isDone: () => boolean): Promise<void> {
    for (;;) {
      const wasDone = isDone();
      const { hasMore, cursor, changes } = await pageAfter(this.url(), OWN, this.startingPoint());
      for (const change of changes) this.received.set(change.position, change);
      this.saved.push(cursor);
      if (wasDone && !hasMore) return;
    }
  }

  private url(): string {
    return this.urls[this.pages % this.urls.length]!;
  }

  /** Mostly where the last page ended; each fifth time wherever it once was, but never so often that it does not get on. */
  private startingPoint(): string | undefined {
    this.pages += 1;
    const isKilled = this.pages % 5 === 0;
    const back = isKilled ? this.choices[this.pages % this.choices.length]! % 4 : 0;
    return this.saved.at(-1 - Math.min(back, this.saved.length - 1));
  }
}

describe.each(storesOfThisRun)('the changes of two services on %s', (kind) => {
  let live: LiveLedger;
  let second: SpawnedService;
  let urls: readonly string[];
  beforeAll(async () => {
    live = await startLiveLedger(kind, { PAGE_SIZE });
    second = await spawnService(live.environment);
    urls = [live.service.url, second.url];
  });
  afterAll(async () => {
    await second.end('SIGTERM');
    await live.close();
  });

  it('reach readers who stop and go on at random cursors, under writers at work: none is missing', async () => {
    const noted: Acknowledged[] = [];
    let isDone = false;
    const readers = [new Reader(urls), new Reader([...urls].reverse())];
    const reading = readers.map((reader) => reader.follow(() => isDone));
    await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(urls, writer, noted)));
    isDone = true;
    await Promise.all(reading);
    const expected = noted.sort((one, other) => one.position - other.position);
    expect(expected.length).toBeGreaterThan(WRITERS * ROUNDS);
    const asNoted = ({ position, change, assertionId }: Change) => ({ position, change, assertionId });
    for (const { received } of readers) {
      const changes = [...received.values()].sort((one, other) => one.position - other.position);
      expect(changes.map(asNoted)).toEqual(expected);
    }
    const { changes, last } = await allAfter(urls[1]!, OWN);
    expect(changes.map(asNoted)).toEqual(expected);
    expect(last.position).toBeGreaterThanOrEqual(expected.at(-1)!.position);
  });

  it('has a change at once when it is acknowledged', async () => {
    const { last } = await allAfter(urls[0]!, OWN);
    let { cursor } = last;
    for (let round = 0; round < 10; round++) {
      const assertionId = newId();
      const place = { patientId: person(round), careProviderId: OWN, careUnitId: 'SE165565594230-1001' };
      await call(urls[0]!, 'register-extended-consent', toRegister(assertionId, place));
      const page = await pageAfter(urls[1]!, OWN, cursor);
      expect(page.changes.map((change) => change.assertionId)).toEqual([assertionId]);
      cursor = page.cursor;
    }
  });
});
