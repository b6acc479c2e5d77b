import { accessKind, dayOf, decisionKind, removalIn } from '#audit';
import { denied, looked } from '#audit/given';
import type { PersonIdentity } from '#consent';
import { withoutRecords } from '#evidence';
import { newId } from '#platform';
import { dishonestRemovals } from '../honesty/dishonest-removals';
import type { HeldSubject } from '../holds/hold';
import { liftHold, placeHold } from '../holds/holds';
import type { RecordsName } from '../plan/day-content';
import { planRetention } from '../plan/plan';
import type { RemovalBegun, RemovedDay } from '../removal/removal';
import { beginRemovals, endRemoval, noteOf, readRemovals, removalsOf } from '../removal/removals';
import { streamOfContent } from '../removal/removing';
import { GivenLog } from './given-log';
import { lifted, placed } from './holds';

const grounds = { reason: 'Yearly', authority: 'Records schedule 4.2', systemUser: 'anna@consents-1' };

export const noon = (day: string): number => Date.parse(`${day}T12:00:00Z`);

/** What somebody with the disk removes: days, or the first batches of a day. */
export interface Forged {
  readonly days: readonly { readonly kind: RecordsName; readonly day: string; readonly batches?: number }[];
  readonly today: string;
  readonly years?: number;
}

/** A ledger and its records of checks and looks, in memory, with those that remove records honestly and otherwise. */
export class RetainedLedger {
  readonly store = new GivenLog();
  readonly auditStore = new GivenLog();
  private removals = 0;

  /** Something happens in the ledger, so that what is recorded from now on was recorded later. */
  happens = (): Promise<unknown> =>
    this.store.append('of-nobody', 'any', [{ id: newId(), type: 'Nothing.v1', data: {}, metadata: {} }]);

  async record(kind: RecordsName, day: string, patient: PersonIdentity): Promise<void> {
    const position = this.store.head;
    const event =
      kind === 'checks'
        ? decisionKind.encode([denied({ position, patient, decidedAt: noon(day) })])
        : accessKind.encode([looked({ position, patient, askedAt: noon(day) })]);
    const stream = (kind === 'checks' ? decisionKind : accessKind).streamOf(dayOf(noon(day)));
    await this.auditStore.append(stream, 'any', [{ id: newId(), ...event }]);
  }

  hold = (n: number, subject: HeldSubject): Promise<void> => placeHold(this.store, placed(n, subject));

  lift = (n: number): Promise<unknown> => liftHold(this.store, lifted(n));

  /** What `ledger retention apply` does. @returns how many days it removes. */
  async apply(today: string, years = 5): Promise<number> {
    const plan = await planRetention({ ...this, years, now: noon(today) });
    const removals = removalsOf(plan, { ...grounds, recordedAt: noon(today) });
    await beginRemovals(this.store, removals);
    for (const removal of removals) await this.carryOut(removal);
    return removals.flatMap(({ days }) => days).length;
  }

  async forge({ days, today, years = 5 }: Forged): Promise<void> {
    const listed = days.map((day): RemovedDay => ({
      ...day,
      batches: day.batches ?? 1000,
      records: 1,
      root: '',
    }));
    this.removals += 1;
    const removal: RemovalBegun = {
      ...{ type: 'RemovalBegun', removalId: `forged-${this.removals}`, plan: 'f'.repeat(64), years },
      ...{ days: listed, ...grounds, recordedAt: noon(today) },
    };
    await beginRemovals(this.store, [removal]);
    await this.carryOut(removal);
  }

  private async carryOut(removal: RemovalBegun): Promise<void> {
    const isGone = ({ stream, revision }: { readonly stream: string; readonly revision: number }): boolean =>
      removal.days.some((day) => streamOfContent(day) === stream && revision < day.batches);
    this.auditStore.events = this.auditStore.events.map((event) =>
      isGone(event) && !removalIn(event) ? withoutRecords(event, noteOf(removal)) : event,
    );
    const { removalId, systemUser, recordedAt } = removal;
    await endRemoval(this.store, { removalId, isRemoved: true, systemUser, recordedAt });
  }

  /** What is found: the stream, and why. */
  async found(): Promise<readonly string[]> {
    const found: string[] = [];
    for await (const { stream, what } of dishonestRemovals(await readRemovals(this.store), this))
      found.push(`${stream}: ${what}`);
    return found;
  }
}
