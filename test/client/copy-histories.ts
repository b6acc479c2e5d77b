import { join } from 'node:path';
import fc from 'fast-check';
import { ConsentClient, ConsentCopy, type Question } from '#client';
import { formatLocalTime, parseLocalTime } from '#consent';
import { newId } from '#platform';
import { call } from '../support/call';
import { startInProcess, type InProcessService } from '../support/in-process-service';
import { person, type Person } from '../support/people';
import { toCancel, toCheck, toDelete, toRegister } from '../support/requests';
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

/** A service and a copy of one care provider, whose clocks a test turns. */
class World {
  private now = MORNING;
  private runs = 0;

  private constructor(
    private readonly folder: TemporaryFolder,
    private service: InProcessService | null,
  ) {}

  static async start(): Promise<World> {
    const world = new World(await temporaryFolder(), null);
    world.service = await startInProcess({ PAGE_SIZE: '3' }, () => world.now);
    return world;
  }

  get url(): string {
    return this.service!.url;
  }

  /** Carries steps out, and compares every answer of a copy with the service's after each. Answers how many were yes. */
  async run(steps: readonly Step[]): Promise<number> {
    const run = new Run(this, (this.runs += 1), join(this.folder.path, `copy-${this.runs}`));
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
  private copy: ConsentCopy | undefined;

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
    const options = { careProviderId, maxStalenessMs: STALENESS, file, clock };
    this.copy = await ConsentCopy.open(this.client, options);
    await this.copy.refresh();
  }

  /** Whatever the service says to a change, the copy has to follow it. */
  async take(step: Step): Promise<void> {
    if (step.act === 'wait') return this.world.wait(step.ms);
    if (step.act === 'reopen') {
      await this.copy?.close();
      await this.open();
    } else if (step.act === 'register') await this.register(step);
    else await this.change(step);
    await this.copy?.refresh();
  }

  async compare(): Promise<number> {
    const questions = this.questions();
    const answers = await this.client.checkAll(questions);
    if (answers.kind === 'refused') throw new Error(answers.text);
    const expected = answers.content.map((answer) => {
      if (answer.kind === 'refused') throw new Error(answer.text);
      return answer.content;
    });
    const ofCopy = questions.map((question) => {
      const answer = this.copy!.check(question);
      return answer.kind === 'answered' ? answer.content : answer.why;
    });
    expect(ofCopy).toEqual(expected);
    return expected.filter(({ hasConsent }) => hasConsent).length;
  }

  async close(): Promise<void> {
    await this.copy?.close();
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

/** So many random histories, each step of which leaves a copy equal to its service. */
export async function expectEqualCopies(numRuns: number, steps: number): Promise<void> {
  const world = await World.start();
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
