import fc from 'fast-check';
import { newId } from '#platform';
import { call } from '../support/call';
import { person } from '../support/people';
import { toCancel, toDelete, toRegister, type Place } from '../support/requests';
import { seed } from '../support/seed';
import { EventReader } from './event-reader';
import { pageAfter, type Change } from './pages';

export const OWN = 'SE165565594230-1000';
const OTHER = 'SE165565594230-2000';

/** Settings of the services: pages so small that a reader is often in the middle, and streams that say soon that all was written. */
export const feedSettings = { PAGE_SIZE: '3', STREAM_HEARTBEAT_MS: '50', STREAMS_PER_CALLER: '1000' };

export interface Load {
  readonly writers: number;
  /** How many consents each writer registers, one after the other. */
  readonly rounds: number;
}

export interface Acknowledged {
  readonly position: number;
  readonly change: string;
  readonly assertionId: string;
}

const drawn = (most: number, numRuns: number): readonly number[] =>
  fc.sample(fc.nat(most), { seed, numRuns });

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
async function write(
  urls: readonly string[],
  choices: readonly number[],
  writer: number,
): Promise<Acknowledged[]> {
  const noted: Acknowledged[] = [];
  for (const [round, choice] of choices.entries()) {
    const url = urls[(writer + round) % urls.length]!;
    const assertionId = newId();
    const place: Place = {
      patientId: person(round),
      careProviderId: (writer + round) % 4 === 3 ? OTHER : OWN,
      careUnitId: 'SE165565594230-1001',
    };
    const note = async (change: string, contract: string, body: object): Promise<void> => {
      const { headers, status } = await call(url, contract, body);
      if (status >= 300) throw new Error(`${contract} was answered ${status}.`);
      const position = Number(headers.get('x-ledger-position'));
      if (place.careProviderId === OWN) noted.push({ position, change, assertionId });
    };
    await note('registered', 'register-extended-consent', toRegister(assertionId, place));
    for (const ending of plans[choice]!) {
      const [contract, body] = endings[ending](assertionId, place);
      await note(ending, contract, body);
    }
  }
  return noted;
}

/** A reader that is killed again and again: it goes on at a cursor that it had saved, which need not be the last. */
abstract class Reader {
  private readonly saved: (string | undefined)[] = [undefined];
  private readonly choices = drawn(1000, 400);
  protected turns = 0;
  repeated = 0;
  readonly received = new Map<number, Change>();

  constructor(private readonly urls: readonly string[]) {}

  get kills(): number {
    return this.turns - 1;
  }

  /** Reads until everything is read that was written when it is done. */
  async follow(isDone: () => boolean): Promise<void> {
    for (let isAtEnd = false; !isAtEnd;) {
      this.turns += 1;
      isAtEnd = await this.read(this.urls[this.turns % this.urls.length]!, isDone);
    }
  }

  /** Reads for a while; answers whether that was all. */
  protected abstract read(url: string, isDone: () => boolean): Promise<boolean>;

  /** A change may come again, but then it is the same. */
  protected take(changes: readonly Change[], cursor: string | undefined): void {
    for (const change of changes) {
      const before = this.received.get(change.position);
      if (before) {
        this.repeated += 1;
        expect(change).toEqual(before);
      }
      this.received.set(change.position, change);
    }
    this.saved.push(cursor);
  }

  protected choice(most: number): number {
    return this.choices[this.turns % this.choices.length]! % most;
  }

  /** Mostly where the last reading ended; each fifth time wherever it once was, but never so often that it does not get on. */
  protected startingPoint(): string | undefined {
    const back = this.turns % 5 === 0 ? this.choice(4) : 0;
    return this.saved.at(-1 - Math.min(back, this.saved.length - 1));
  }
}

class PollingReader extends Reader {
  protected async read(url: string, isDone: () => boolean): Promise<boolean> {
    const wasDone = isDone();
    const { hasMore, cursor, changes } = await pageAfter(url, OWN, this.startingPoint());
    this.take(changes, cursor);
    return wasDone && !hasMore;
  }
}

class StreamReader extends Reader {
  protected async read(url: string, isDone: () => boolean): Promise<boolean> {
    const wasDone = isDone();
    const stream = await EventReader.open(url, { careProviderId: OWN, cursor: this.startingPoint() });
    const enough = 1 + this.choice(30);
    await stream.until(() =>
      wasDone ? stream.of('current').length > 0 : isDone() || stream.of('change').length >= enough,
    );
    stream.kill();
    for (const { data, id } of stream.of('change')) this.take([data as unknown as Change], id);
    return wasDone;
  }
}

/** What was written and read. */
export interface Fed {
  readonly expected: readonly Acknowledged[];
  readonly kills: number;
  readonly repeated: number;
}

/** Lets writers work while readers of both kinds are killed: each has read everything that was acknowledged, and nothing else. */
export async function expectGapless(urls: readonly string[], { writers, rounds }: Load): Promise<Fed> {
  const backwards = [...urls].reverse();
  const readers = [urls, backwards].flatMap((some) => [new PollingReader(some), new StreamReader(some)]);
  const choices = drawn(plans.length - 1, writers * rounds);
  let isDone = false;
  const reading = readers.map((reader) => reader.follow(() => isDone));
  const written = await Promise.all(
    Array.from({ length: writers }, (_, writer) =>
      write(urls, choices.slice(writer * rounds, (writer + 1) * rounds), writer),
    ),
  );
  isDone = true;
  await Promise.all(reading);
  const expected = written.flat().sort((one, other) => one.position - other.position);
  for (const { received } of readers) expect(asNoted([...received.values()])).toEqual(expected);
  const sum = (values: readonly number[]): number => values.reduce((one, other) => one + other, 0);
  return {
    expected,
    kills: sum(readers.map(({ kills }) => kills)),
    repeated: sum(readers.map(({ repeated }) => repeated)),
  };
}

/** Changes in the order of the ledger, as writers note them. */
export const asNoted = (changes: readonly Change[]): Acknowledged[] =>
  changes
    .map(({ position, change, assertionId }) => ({ position, change, assertionId }))
    .sort((one, other) => one.position - other.position);
