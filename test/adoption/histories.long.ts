import fc from 'fast-check';
import { ConsentLedger, openLedger, openStores, type OpenLedger } from '#consent-ledger';
import type { Body, Door } from '#contract-doors';
import { parseLocalTime } from '#consent';
import { createLog, readConfig } from '#platform';
import { checkConsent, checkProjection } from '#read-models';
import { adoptConsents, OtherService } from '../../apps/ledger/src/adoption';
import { person } from '../support/people';
import { seed } from '../support/seed';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { answered, careProviderId, careUnitId, extended, id, isOf, listed, page } from './scripted-source';

const NOW = parseLocalTime('2026-03-02T08:00:00')!;
const CONSENTS = 6;
const ENDS = ['2026-03-02T07:00:00', '2026-03-02T09:00:00', '2027-01-01T00:00:00', '2028-01-01T00:00:00'];

interface There {
  state: 'open' | 'cancelled' | 'deleted' | 'gone';
  endDate?: string;
}

const anyStep = fc.oneof(
  fc.record({ act: fc.constant('register' as const), n: fc.nat(CONSENTS), end: fc.option(fc.nat(3)) }),
  fc.record({ act: fc.constantFrom('cancel', 'delete', 'lose', 'run'), n: fc.nat(CONSENTS) }),
  fc.record({ act: fc.constant('shorten' as const), n: fc.nat(CONSENTS), end: fc.nat(3) }),
  fc.record({ act: fc.constant('run while it changes' as const), n: fc.nat(CONSENTS) }),
);

type Step = typeof anyStep extends fc.Arbitrary<infer T> ? T : never;

/** Another service, of which only the consents are real. A change may come between two of its answers. */
class ModelSource implements Door {
  readonly name = 'json';
  readonly consents = new Map<number, There>();
  change: (() => void) | undefined;

  ask(): never {
    throw new Error('Parts are judged one by one.');
  }

  async read(
    { name }: { readonly name: string },
    body: Body,
  ): Promise<{ content: Body; sent: ''; received: '' }> {
    const content = name === 'GetConsentsForCareProvider' ? this.page() : this.patient(body);
    this.change?.();
    this.change = undefined;
    return { content: JSON.parse(JSON.stringify(content)) as Body, sent: '', received: '' };
  }

  close(): void {}

  isOpen(n: number): boolean {
    const { state, endDate } = this.consents.get(n) ?? { state: 'gone' };
    return state === 'open' && (endDate === undefined || parseLocalTime(endDate)! >= NOW);
  }

  private numbers(): number[] {
    return [...this.consents.keys()];
  }

  private readonly basics = (n: number): object => ({ endDate: this.consents.get(n)!.endDate });

  private page(): object {
    const ended = this.numbers().filter((n) => !this.isOpen(n) && this.consents.get(n)!.state !== 'gone');
    const cancelledAssertions = ended.map((n) => ({ assertionId: id(n), cancellationDate: ENDS[0] }));
    const open = this.numbers().filter((n) => this.isOpen(n));
    return page(
      open.map((n) => listed(n, this.basics(n))),
      { cancelledAssertions },
    );
  }

  private patient({ patientId, getCancelledFlag }: Body): object {
    const known = this.numbers().filter((n) => this.consents.get(n)!.state !== 'gone');
    const asked = known.filter((n) => getCancelledFlag === true || this.isOpen(n));
    const own = asked.filter(isOf(patientId as { root: string; extension: string }));
    return answered(own.map((n) => extended(n, closing[this.consents.get(n)!.state], this.basics(n))));
  }
}

const closing: Readonly<Record<There['state'], object>> = {
  open: {},
  gone: {},
  cancelled: { cancellationInfo: {} },
  deleted: { deletionInfo: {} },
};

const closedBy: Readonly<Record<string, There['state']>> = {
  cancel: 'cancelled',
  delete: 'deleted',
  lose: 'gone',
};

/** What is not open stays as it is. */
function happens(step: Step, { consents }: ModelSource): void {
  const there = consents.get(step.n);
  if (step.act === 'register') return void (there ?? consents.set(step.n, registeredBy(step.end)));
  if (there?.state !== 'open') return;
  there.state = closedBy[step.act] ?? 'open';
  if (step.act === 'shorten') shorten(there, ENDS[step.end]!);
}

function shorten(there: There, endDate: string): void {
  if (endDate < (there.endDate ?? '9')) there.endDate = endDate;
}

const registeredBy = (end: number | null): There => ({
  state: 'open',
  ...(end !== null && { endDate: ENDS[end]! }),
});

let folder: TemporaryFolder;
let opened: OpenLedger;

async function open(): Promise<void> {
  folder = await temporaryFolder();
  const config = readConfig({ DATA_DIR: folder.path, LOG_LEVEL: 'error', READ_DEADLINE_MS: '60000' });
  const log = createLog('error');
  opened = await openLedger(await openStores(config, log), config, log);
}

async function close(): Promise<void> {
  await opened.close();
  await folder.remove();
}

const caughtUp = async (): Promise<void> =>
  opened.updater.reach(await opened.store.head(), new AbortController().signal);

async function run(source: ModelSource): Promise<void> {
  const setting = {
    ...{
      service: new OtherService(source),
      concurrency: 3,
      source: 'SE165565594230-1000',
      address: 'https://consents.example',
      isDryRun: false,
    },
    ...{ operator: 'SE165565594230-20B7', correlationId: 'a-run', clock: () => NOW },
    ledger: new ConsentLedger(opened),
  };
  await caughtUp();
  const progress = async () => ({ at: () => undefined, end: () => undefined });
  await adoptConsents(
    careProviderId,
    { opened, setting, allGone: true },
    { found: () => undefined, progress },
  );
  await caughtUp();
}

async function grantedHere(n: number): Promise<boolean> {
  const employeeId = 'SE165565594230-20A1';
  const question = { patient: person(n), careProviderId, careUnitId, employeeId };
  const { answer } = await new ConsentLedger(opened).ask(checkProjection, {}, (rows) =>
    checkConsent(rows, question, NOW),
  );
  return answer.hasConsent;
}

async function holds(steps: readonly Step[]): Promise<void> {
  const source = new ModelSource();
  for (const [index, step] of steps.entries()) {
    const next = steps[index + 1];
    if (step.act === 'run while it changes') {
      source.change = () => next && happens(next, source);
      await run(source);
    }
    happens(step, source);
    if (step.act === 'run') await expectSame(source);
  }
}

async function expectSame(source: ModelSource): Promise<void> {
  await run(source);
  for (const n of source.consents.keys()) expect([n, await grantedHere(n)]).toEqual([n, source.isOpen(n)]);
}

it('gives a yes here for what was a yes there when it was run, and for nothing else', async () => {
  const property = fc.asyncProperty(fc.array(anyStep, { minLength: 4, maxLength: 25 }), async (steps) => {
    await open();
    await holds(steps).finally(close);
  });
  await fc.assert(property, { seed, numRuns: 150 });
});
