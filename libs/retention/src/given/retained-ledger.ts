import { accessKind, dayOf, decisionKind, removalIn } from '#audit';
import { denied, looked } from '#audit/given';
import { consentStream, encode, type PersonIdentity } from '#consent';
import { child, consentId, provenance, registered } from '#consent/given';
import { NO_POSITION } from '#event-store';
import { withoutRecords } from '#evidence';
import { newId, newRandomId } from '#platform';
import { dishonestRemovals } from '../honesty/dishonest-removals';
import type { HeldSubject } from '../holds/hold';
import { liftHold, placeHold } from '../holds/holds';
import type { RecordsName } from '../plan/day-content';
import { planRetention } from '../plan/plan';
import { endOpenRemovals } from '../removal/end-open-removals';
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
  readonly onlyBefore?: string;
}

/** How `retention apply` is carried out. */
interface Applied {
  readonly years?: number;
  readonly onlyBefore?: string;
  /** After so many steps the process is killed: each beginning and each end of a removal is one, and that the records go is one. */
  readonly steps?: number;
  /** How many days an event lists at most, where that is fewer than in a ledger. */
  readonly daysInAnEvent?: number;
}

/** A ledger and its records of checks and looks, in memory, with those that remove records honestly and otherwise. */
export class RetainedLedger {
  readonly store = new GivenLog();
  readonly auditStore = new GivenLog();
  private removals = 0;
  private consents = 0;

  /** Something happens in the ledger, so that what is recorded from now on was recorded later. */
  happens = (): Promise<unknown> =>
    this.store.append('of-nobody', 'any', [{ id: newId(), type: 'Nothing.v1', data: {}, metadata: {} }]);

  /** A consent is registered on a day. */
  async register(day: string): Promise<void> {
    this.consents += 1;
    const event = registered({ assertionId: consentId(this.consents), recordedAt: noon(day) });
    const stored = { id: newId(), ...encode(event, provenance) };
    await this.store.append(consentStream(event.assertionId), 'any', [stored]);
  }

  async record(
    kind: RecordsName,
    day: string,
    patient: PersonIdentity,
    position = this.store.head,
  ): Promise<void> {
    const event =
      kind === 'checks'
        ? decisionKind.encode([denied({ position, patient, decidedAt: noon(day) })])
        : accessKind.encode([looked({ position, patient, askedAt: noon(day) })]);
    const stream = (kind === 'checks' ? decisionKind : accessKind).streamOf(dayOf(noon(day)));
    await this.auditStore.append(stream, 'any', [{ id: newId(), ...event }]);
  }

  hold = (n: number, subject: HeldSubject): Promise<void> => placeHold(this.store, placed(n, subject));

  lift = (n: number): Promise<unknown> => liftHold(this.store, lifted(n));

  /** A look of the command line: such a record has no position. */
  look = (day: string): Promise<void> => this.record('looks', day, child, NO_POSITION);

  /** What `ledger retention apply` does. @returns how many days it removes. */
  async apply(
    today: string,
    { years = 5, onlyBefore, steps = Infinity, daysInAnEvent }: Applied = {},
  ): Promise<number> {
    const plan = await planRetention({ ...this, years, now: noon(today), ...(onlyBefore && { onlyBefore }) });
    const who = { systemUser: grounds.systemUser, recordedAt: noon(today) };
    await endOpenRemovals({ ...this, ...who });
    const removals = split(removalsOf(plan, { ...grounds, recordedAt: noon(today) }), daysInAnEvent);
    const each = [
      ...removals.map((removal) => () => beginRemovals(this.store, [removal])),
      async () => this.hide(removals),
      ...removals.map((removal) => () => this.end(removal)),
    ];
    for (const step of each.slice(0, steps)) await step();
    return removals.flatMap(({ days }) => days).length;
  }

  async forge(forged: Forged): Promise<void> {
    const removal = await this.begin(forged);
    this.hide([removal]);
    await this.end(removal);
  }

  /** Begins a removal of their own, and leaves it there. */
  async begin({ days, today, years = 5, onlyBefore }: Forged): Promise<RemovalBegun> {
    const listed = days.map((day): RemovedDay => ({
      ...day,
      batches: day.batches ?? 1000,
      records: 1,
      root: '',
    }));
    this.removals += 1;
    const removal: RemovalBegun = {
      ...{ type: 'RemovalBegun', removalId: `forged-${this.removals}`, plan: 'f'.repeat(64), years },
      ...(onlyBefore && { onlyBefore }),
      ...{ days: listed, ...grounds, recordedAt: noon(today) },
    };
    await beginRemovals(this.store, [removal]);
    return removal;
  }

  private hide(removals: readonly RemovalBegun[]): void {
    const listed = new Map(
      removals.flatMap((removal) =>
        removal.days.map((day) => [streamOfContent(day), { removal, batches: day.batches }] as const),
      ),
    );
    this.auditStore.events = this.auditStore.events.map((event) => {
      const day = listed.get(event.stream);
      const isGone = day && event.revision < day.batches && !removalIn(event);
      return isGone ? withoutRecords(event, noteOf(day.removal)) : event;
    });
  }

  private end({ removalId, systemUser, recordedAt }: RemovalBegun): Promise<void> {
    return endRemoval(this.store, { removalId, isRemoved: true, systemUser, recordedAt });
  }

  /** What is found: the stream, and why. */
  async found(): Promise<readonly string[]> {
    const found: string[] = [];
    for await (const { stream, what } of dishonestRemovals(await readRemovals(this.store), this))
      found.push(`${stream}: ${what}`);
    return found;
  }
}

/** Removals of the same plan, each of so many days at most. */
const split = (
  removals: readonly RemovalBegun[],
  daysInAnEvent: number | undefined,
): readonly RemovalBegun[] =>
  daysInAnEvent === undefined
    ? removals
    : removals.flatMap((removal) =>
        removal.days.flatMap((_, first, days) =>
          first % daysInAnEvent === 0
            ? [{ ...removal, removalId: newRandomId(), days: days.slice(first, first + daysInAnEvent) }]
            : [],
        ),
      );
