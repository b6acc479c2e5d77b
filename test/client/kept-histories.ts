import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import {
  ConsentClient,
  ConsentCopy,
  ConsentSnapshot,
  type CheckContent,
  type ConsentApi,
  type Moment,
  type Question,
} from '#client';
import { formatLocalTime, parseLocalTime } from '#consent';
import { newId } from '#platform';
import { call } from '../support/call';
import { startInProcess, type InProcessService } from '../support/in-process-service';
import { person, type Person } from '../support/people';
import { toCancel, toCheck, toDelete, toRegister } from '../support/requests';
import { keysOf } from '../snapshots/snapshots';
import { seed } from '../support/seed';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';

const MORNING = parseLocalTime('2026-03-02T08:00:00')!;
const STALENESS = 100 * 86_400_000;
const UNITS = ['SE165565594230-1001', 'SE165565594230-1002'];
const EMPLOYEES = ['SE165565594230-1A2B', 'SE165565594230-1a2b', 'SE165565594230-9Z9Z'];

/** Times that lie near each other, so that ends and beginnings meet the moments of the checks. */
const SPANS = [1, 499, 500, 1_000, 1_001, 60_000, 3_600_000];

const anyRegistration = fc.record({
  act: fc.constant('register' as const),
  patient: fc.nat(1),
  unit: fc.constantFrom(...UNITS),
  employeeId: fc.option(fc.constantFrom(...EMPLOYEES), { nil: undefined }),
  assertionType: fc.constantFrom('Consent', 'Emergency'),
  start: fc.option(fc.integer({ min: -2, max: 2 }), { nil: undefined }),
  length: fc.option(fc.nat(4), { nil: undefined }),
});

const anyStep = fc.oneof(
  { weight: 5, arbitrary: anyRegistration },
  {
    weight: 3,
    arbitrary: fc.record({
      act: fc.constantFrom('cancel' as const, 'delete' as const),
      which: fc.nat(20),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      act: fc.constant('end' as const),
      which: fc.nat(20),
      later: fc.option(fc.nat(3), { nil: undefined }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ act: fc.constant('wait' as const), ms: fc.constantFrom(...SPANS) }),
  },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('reopen' as const) }) },
);

type Step = typeof anyStep extends fc.Arbitrary<infer T> ? T : never;
type Registration = Extract<Step, { readonly act: 'register' }>;

interface Registered {
  readonly assertionId: string;
  readonly patientId: Person;
}

/** What is kept of a care provider's consents, and answers checks as the service does. */
interface Kept {
  /** Resolves when it has what happened before. */
  refresh(): Promise<void>;
  /** Hears that the clocks were turned. */
  turned?(): Promise<void>;
  check(question: Question): CheckContent | string;
  close(): Promise<void>;
}

/** With what it is opened. */
interface Opening {
  readonly client: ConsentClient;
  readonly careProviderId: string;
  readonly file: string;
  readonly clock: () => Moment;
  readonly dataDirectory: string;
}

type Open = (opening: Opening) => Promise<Kept>;

/** A service and what is kept of one care provider, whose clocks a test turns. */
class World {
  private now = MORNING;
  private runs = 0;

  private constructor(
    private readonly folder: TemporaryFolder,
    private service: InProcessService | null,
    readonly keep: Open,
  ) {}

  static async start(keep: Open): Promise<World> {
    const world = new World(await temporaryFolder(), null, keep);
    const streams = { STREAM_HEARTBEAT_MS: '20', STREAMS_PER_CALLER: '100' };
    const settings = { PAGE_SIZE: '3', SNAPSHOT_VALID_S: '86400', ...streams };
    world.service = await startInProcess(settings, () => world.now);
    return world;
  }

  get url(): string {
    return this.service!.url;
  }

  get dataDirectory(): string {
    return this.service!.dataDirectory;
  }

  /** Carries steps out, and compares every answer of what is kept with the service's after each. Answers how many were yes. */
  async run(steps: readonly Step[]): Promise<number> {
    const run = new Run(this, (this.runs += 1), join(this.folder.path, `kept-${this.runs}`));
    let yes = 0;
    try {
      await run.open();
      for (const step of steps) {
        await run.take(step);
        yes += await run.compare();
      }
    } finally {
      await run.close();
    }
    return yes;
  }

  wait(ms: number): void {
    this.now += ms;
  }

  clock = (): number => this.now;

  async close(): Promise<void> {
    await this.service?.close();
    await this.folder.remove();
  }
}

/** One history, of patients and a care provider of its own. */
class Run {
  private readonly client: ConsentClient;
  private readonly registered: Registered[] = [];
  private readonly careProviderId: string;
  private kept: Kept | undefined;

  constructor(
    private readonly world: World,
    private readonly number: number,
    private readonly file: string,
  ) {
    this.client = new ConsentClient({ url: world.url, timeoutMs: 50_000, attemptTimeoutMs: 50_000 });
    this.careProviderId = `SE165565594230-R${number}`;
  }

  async open(): Promise<void> {
    const { careProviderId, file, world } = this;
    const clock = () => ({ monotonic: world.clock(), wall: world.clock() });
    const {
      client,
      world: { dataDirectory },
    } = this;
    this.kept = await world.keep({ client, careProviderId, file, clock, dataDirectory });
    await this.kept.refresh();
  }

  /** Whatever the service says to a change, what is kept has to follow it. */
  async take(step: Step): Promise<void> {
    if (step.act === 'wait') {
      this.world.wait(step.ms);
      return this.kept?.turned?.();
    }
    if (step.act === 'reopen') {
      await this.kept?.close();
      await this.open();
    } else if (step.act === 'register') await this.register(step);
    else await this.change(step);
    await this.kept?.refresh();
  }

  async compare(): Promise<number> {
    const questions = this.questions();
    const answers = await this.client.checkAll(questions);
    if (answers.kind === 'refused') throw new Error(answers.text);
    const expected = answers.content.map((answer) => {
      if (answer.kind === 'refused') throw new Error(answer.text);
      return answer.content;
    });
    expect(questions.map((question) => this.kept!.check(question))).toEqual(expected);
    return expected.filter(({ hasConsent }) => hasConsent).length;
  }

  async close(): Promise<void> {
    await this.kept?.close();
    this.client.close();
  }

  private patient(n: number): Person {
    return person(2 * this.number + n);
  }

  private async register({ patient, unit, start, length, ...more }: Registration): Promise<void> {
    const assertionId = newId();
    const place = {
      patientId: this.patient(patient),
      careProviderId: this.careProviderId,
      careUnitId: unit,
    };
    const at = (seconds: number) => formatLocalTime(this.world.clock() + seconds * 1000);
    const startDate = start === undefined ? undefined : at(start);
    const endDate = length === undefined ? undefined : at(Math.max(start ?? 1, 1) + length);
    const { employeeId, assertionType } = more;
    const body = toRegister(assertionId, place, { employeeId, assertionType, startDate, endDate });
    const { status } = await call(this.world.url, 'register-extended-consent', body);
    if (status !== 201) throw new Error(`A registration was answered ${status}.`);
    this.registered.push({ assertionId, patientId: place.patientId });
  }

  private async change(
    step: Exclude<Step, Registration | { readonly act: 'wait' | 'reopen' }>,
  ): Promise<void> {
    if (this.registered.length === 0) return;
    const { assertionId, patientId } = this.registered[step.which % this.registered.length]!;
    if (step.act === 'cancel')
      return void (await call(this.world.url, 'cancel-extended-consent', toCancel(assertionId)));
    if (step.act === 'delete')
      return void (await call(this.world.url, 'delete-extended-consent', toDelete(assertionId)));
    const later = 'later' in step ? step.later : undefined;
    const endDateTime =
      later === undefined ? undefined : formatLocalTime(this.world.clock() + (later + 1) * 1000);
    await call(this.world.url, 'end-consent-by-patient', { assertionId, patientId, endDateTime });
  }

  private questions(): Question[] {
    const { careProviderId } = this;
    return [0, 1].flatMap((n) =>
      UNITS.flatMap((careUnitId) =>
        EMPLOYEES.map((employeeId) =>
          toCheck({ patientId: this.patient(n), careProviderId, careUnitId }, employeeId),
        ),
      ),
    );
  }
}

/** So many random histories, each step of which leaves what is kept equal to its service. */
async function expectEqual(keep: Open, numRuns: number, steps: number): Promise<void> {
  const world = await World.start(keep);
  let yes = 0;
  try {
    const anySteps = fc.array(anyStep, { minLength: steps, maxLength: steps });
    await fc.assert(
      fc.asyncProperty(anySteps, async (history) => void (yes += await world.run(history))),
      { seed, numRuns },
    );
  } finally {
    await world.close();
  }
  expect(yes).toBeGreaterThan(numRuns);
}

const openCopy = ({ client, careProviderId, file, clock }: Opening): Promise<ConsentCopy> =>
  ConsentCopy.open(client, { careProviderId, maxStalenessMs: STALENESS, file, clock });

const keptIn = (copy: ConsentCopy): Kept => ({
  refresh: () => copy.refresh(),
  check: (question) => {
    const answer = copy.check(question);
    return answer.kind === 'answered' ? answer.content : answer.why;
  },
  close: () => copy.close(),
});

const keepCopy: Open = async (opening) => keptIn(await openCopy(opening));

/** One that is kept by the stream of changes. A stream counts time by a clock that no test turns, so it is opened again then. */
const followCopy: Open = async (opening) => {
  const copy = await openCopy(opening);
  copy.follow(1);
  const { client, careProviderId } = opening;
  const question = toCheck({ patientId: person(0), careProviderId, careUnitId: UNITS[0]! });
  /** The first may share a reading that began before. */
  const turned = async (): Promise<void> => {
    await copy.refresh();
    await copy.refresh();
  };
  const caughtUp = async (): Promise<void> => {
    const { position } = await client.checkConsent(question);
    const isBehind = () => {
      const answer = copy.check(question);
      return answer.kind !== 'answered' || answer.position < (position ?? -1);
    };
    while (isBehind()) await new Promise((resolve) => setTimeout(resolve, 1));
  };
  return { ...keptIn(copy), refresh: caughtUp, turned };
};

/** So many random histories, each step of which leaves a copy equal to its service. */
export const expectEqualCopies = (numRuns: number, steps: number): Promise<void> =>
  expectEqual(keepCopy, numRuns, steps);

/** The same, of a copy that follows the stream of changes. */
export const expectEqualFollowers = (numRuns: number, steps: number): Promise<void> =>
  expectEqual(followCopy, numRuns, steps);

/** So many random histories, each step of which leaves a snapshot equal to a whole one of then, to the byte, made by deltas alone. */
export async function expectEqualSnapshots(numRuns: number, steps: number): Promise<void> {
  let whole = 0;
  let deltas = 0;
  const counting = (client: ConsentClient): Pick<ConsentApi, 'getConsentSnapshot'> => ({
    getConsentSnapshot: (request, options) => {
      if (request.cursor === undefined) whole += 1;
      else deltas += 1;
      return client.getConsentSnapshot(request, options);
    },
  });
  await expectEqual((opening) => keepSnapshot(opening, counting(opening.client)), numRuns, steps);
  expect(whole).toBe(numRuns);
  expect(deltas).toBeGreaterThan(numRuns);
}

async function keepSnapshot(
  { client, careProviderId, file, clock, dataDirectory }: Opening,
  service: Pick<ConsentApi, 'getConsentSnapshot'>,
): Promise<Kept> {
  const keys = await keysOf(dataDirectory);
  const snapshot = await ConsentSnapshot.open({ careProviderId, keys, file, clock, maxClockErrorMs: 0 });
  return {
    refresh: async () => {
      await snapshot.refresh(service);
      const { snapshot: note, lines } = (await snapshotOf(client, careProviderId)) ?? {};
      expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ note, lines });
    },
    check: (question) => {
      const answer = snapshot.check(question);
      return answer.kind === 'answered' ? answer.content : answer.why;
    },
    close: () => snapshot.close(),
  };
}

async function snapshotOf(client: ConsentClient, careProviderId: string) {
  const result = await client.getConsentSnapshot({ careProviderId });
  return result.kind === 'answered' ? result.content : null;
}
