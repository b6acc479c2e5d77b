import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { decodeDecisions, type Decision } from '#audit';
import { decode, type ConsentEvent, type ConsentRegistered, type Recorded } from '#consent';
import { EmbeddedEventStore, type StoredEvent } from '#event-store';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { writeLedger } from '.';

const YEAR = 365 * 24 * 60 * 60 * 1000;

const size = { events: 2_000, decisions: 800 };

let folders: TemporaryFolder[] = [];

afterEach(async () => {
  await Promise.all(folders.map((folder) => folder.remove()));
  folders = [];
});

async function newFolder(): Promise<string> {
  const folder = await temporaryFolder();
  folders.push(folder);
  return folder.path;
}

async function eventsIn(directory: string): Promise<StoredEvent[]> {
  const store = await EmbeddedEventStore.open(directory);
  const events: StoredEvent[] = [];
  for await (const event of store.readAll()) events.push(event);
  await store.close();
  return events;
}

async function generated(seed: number) {
  const folder = await newFolder();
  await writeLedger(folder, { ...size, seed });
  const events = await eventsIn(join(folder, 'log'));
  const decisions = (await eventsIn(join(folder, 'audit-log'))).flatMap((event) => decodeDecisions(event));
  return { events, decisions };
}

const consentEvents = (events: readonly StoredEvent[]): Recorded<ConsentEvent>[] =>
  events.flatMap((event) => decode(event) ?? []);

/** The newest of the consents that hold for the actor at the moment of asking, from the events up to the decision's position. */
function answerByHand(decision: Decision, events: readonly Recorded<ConsentEvent>[]) {
  const known = events.filter(({ position }) => position <= decision.position).map(({ event }) => event);
  const granting = known.filter((event): event is ConsentRegistered => {
    if (event.type !== 'ConsentRegistered' || !isAsked(event, decision)) return false;
    const later = known.filter(
      ({ assertionId, type }) => assertionId === event.assertionId && type !== event.type,
    );
    if (later.some(({ type }) => type === 'ConsentCancelled' || type === 'ConsentDeleted')) return false;
    const ends = [event, ...later].flatMap((each) => ('end' in each && each.end ? [each.end.at] : []));
    const asked = Math.max(
      decision.decidedAt,
      event.recordedAt,
      ...later.map(({ recordedAt }) => recordedAt),
    );
    return event.start.at <= asked && Math.min(...ends) >= asked;
  });
  return { hasConsent: granting.length > 0, assertionId: granting.at(-1)?.assertionId };
}

const isAsked = (event: ConsentRegistered, { patient, careUnitId, employeeId }: Decision): boolean =>
  event.patient.extension === patient.extension &&
  event.careUnitId === careUnitId &&
  (event.employeeId ?? employeeId) === employeeId;

const digest = (what: object): string => createHash('sha256').update(JSON.stringify(what)).digest('hex');

it('is the same for the same seed, and another for another', async () => {
  const [one, again, other] = [await generated(1), await generated(1), await generated(2)];
  expect(one.events).toHaveLength(size.events);
  expect(one.decisions).toHaveLength(size.decisions);
  expect(digest(again)).toBe(digest(one));
  expect(digest(other)).not.toBe(digest(one));
});

it('holds everything that years of use leave', async () => {
  const { events, decisions } = await generated(3);
  const consents = consentEvents(events);
  const registered = consents.flatMap(({ event }) => (event.type === 'ConsentRegistered' ? [event] : []));
  expect([...new Set(events.map(({ type }) => type))].sort()).toEqual([
    'ConsentCancelled.v1',
    'ConsentDeleted.v1',
    'ConsentEndedByPatient.v1',
    'ConsentRegistered.v1',
    'RequestAnswered.v1',
    'RequestReceived.v1',
  ]);
  const kinds: Record<string, (event: ConsentRegistered) => boolean> = {
    backdated: ({ start, recordedAt }) => start.at < recordedAt - 1000,
    ahead: ({ start, recordedAt }) => start.at > recordedAt,
    emergency: ({ assertionType }) => assertionType === 'Emergency',
    oneEmployee: ({ employeeId }) => employeeId !== undefined,
    represented: ({ representedBy }) => representedBy !== undefined,
    untilFurtherNotice: ({ end }) => !end,
  };
  for (const isOfKind of Object.values(kinds)) expect(registered.filter(isOfKind).length).toBeGreaterThan(5);
  const perPatient = registered.length / new Set(registered.map(({ patient }) => patient.extension)).size;
  expect(perPatient).toBeGreaterThan(2);
  expect(consents.at(-1)!.event.recordedAt - consents[0]!.event.recordedAt).toBeGreaterThan(4 * YEAR);
  expect(decisions.filter(({ hasConsent }) => hasConsent).length).toBeGreaterThan(size.decisions / 5);
  expect(decisions.filter(({ hasConsent }) => !hasConsent).length).toBeGreaterThan(size.decisions / 5);
});

it('holds nothing that the rules refuse: each stream begins once, and nothing follows on a close', async () => {
  const { events } = await generated(4);
  const streams = new Map<string, string[]>();
  for (const { stream, revision, type } of events) {
    const types = streams.get(stream) ?? [];
    expect(revision).toBe(types.length);
    streams.set(stream, [...types, type]);
  }
  const lawful =
    /^(ConsentRegistered\.v1 (ConsentEndedByPatient\.v1 )*(Consent(Cancelled|Deleted)\.v1 )?|RequestReceived\.v1 RequestAnswered\.v1 )$/;
  for (const types of streams.values()) expect(types.map((type) => `${type} `).join('')).toMatch(lawful);
});

it('answers every check as one who replays the history by hand', async () => {
  const { events, decisions } = await generated(5);
  const consents = consentEvents(events);
  for (const decision of decisions) {
    const { hasConsent, assertionId } = decision;
    expect({ hasConsent, assertionId }).toEqual(answerByHand(decision, consents));
  }
});

it('is written where there is no ledger yet', async () => {
  const folder = await newFolder();
  await writeLedger(folder, { events: 10, decisions: 10, seed: 1 });
  await expect(writeLedger(folder, { events: 10, decisions: 10, seed: 1 })).rejects.toThrow('none yet');
});
