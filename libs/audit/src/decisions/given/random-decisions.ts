import fc from 'fast-check';
import { child, consentId, doctor, nurse, tolvan, visitor } from '#consent/given';
import type { EventStore } from '#event-store';
import type { Decision } from '../decision';
import { RecordBatch } from '../../records';
import { decisionKind } from '../decision-kind';
import { denied } from './decisions';

const DAY_MS = 24 * 60 * 60 * 1000;
const FIRST_DAY = Date.parse('2026-02-27T00:00:00Z');

/** An instant in a few days around the end of a month, midnights more often than others. */
export const instant: fc.Arbitrary<number> = fc
  .tuple(
    fc.nat({ max: 4 }),
    fc.oneof(fc.constantFrom(0, 1, DAY_MS - 1), fc.integer({ min: 0, max: DAY_MS - 1 })),
  )
  .map(([day, milliseconds]) => FIRST_DAY + day * DAY_MS + milliseconds);

/** What decisions differ in, of few values each, so that many agree. */
export const employee = fc.constantFrom(doctor, nurse);
export const unit = fc.constantFrom('SE165565594230-1001', 'SE165565594230-1002');
export const provider = fc.constantFrom('SE165565594230-1000', 'SE165565594230-2000');
export const caller = fc.constantFrom('SE165565594230-9001', 'SE165565594230-9002');
export const patient = fc.constantFrom(tolvan, child, visitor);
export const consent = fc.nat({ max: 3 }).map(consentId);
export const correlation = fc.constantFrom('a', 'b', 'c');

const granting = fc
  .record({ assertionId: consent, assertionType: fc.constantFrom('Consent' as const, 'Emergency' as const) })
  .map((granted) => ({ ...granted, hasConsent: true }));

export const decision: fc.Arbitrary<Decision> = fc
  .record({
    id: fc.uuid(),
    decidedAt: instant,
    position: fc.nat({ max: 1000 }),
    patient,
    employeeId: employee,
    careUnitId: unit,
    careProviderId: provider,
    callerId: caller,
    correlationId: correlation,
    answer: fc.oneof(granting, fc.constant({ hasConsent: false })),
  })
  .map(({ answer, ...asked }) => denied({ ...asked, ...answer }));

/** Decisions as they come to be written together. */
export const batches: fc.Arbitrary<Decision[][]> = fc.array(
  fc.array(decision, { minLength: 1, maxLength: 12 }),
  { maxLength: 60, size: 'max' },
);

/** Writes them as the service does, only all at once. The log is empty before. */
export async function write(store: EventStore, written: readonly (readonly Decision[])[]): Promise<void> {
  const revisions = new Map<string, number>();
  const appends = written.flatMap(batchesOf).map(({ stream, event }) => {
    const last = revisions.get(stream);
    revisions.set(stream, (last ?? -1) + 1);
    return store.append(stream, last ?? 'no-stream', [event]);
  });
  for (const { ok } of await Promise.all(appends)) if (!ok) throw new Error('The log was not empty.');
}

function batchesOf(together: readonly Decision[]): RecordBatch<Decision>[] {
  const waiting = [...together];
  const taken: RecordBatch<Decision>[] = [];
  while (waiting.length > 0) taken.push(RecordBatch.takenFrom(waiting, decisionKind));
  return taken;
}
