import fc from 'fast-check';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type {
  Action,
  Actor,
  ConsentEvent,
  ConsentRegistered,
  EncodedEvent,
  PersonIdentity,
  Provenance,
  StatedTime,
} from './index';
import { consentStream, decode, decodeOrReport, encode, eventTypes, UnreadableConsentEvent } from './index';
import {
  at,
  cancelled,
  child,
  deleted,
  doctor,
  endedByPatient,
  provenance,
  registered,
  stated,
  tolvan,
  visitor,
} from './given';

const GOLDEN = join(__dirname, 'golden');

interface Golden extends EncodedEvent {
  readonly position: number;
}

const golden = (type: string): Golden[] => JSON.parse(readFileSync(join(GOLDEN, `${type}.json`), 'utf8'));

const fullProvenance: Provenance = {
  commandId: '11111111-1111-4111-8111-111111111111',
  correlationId: 'c0rrelation',
  door: 'soap',
  systemId: 'SE165565594230-9001',
  originalConsumer: 'SE165565594230-9002',
  onBehalfOf: 'SE165565594230-9003',
};

const assigned: Actor = {
  employeeId: doctor,
  assignmentId: 'SE165565594230-A001',
  assignmentName: 'Läkare, mottagning',
};
const fullAction: Action = {
  requestDate: stated('2026-03-02T07:58:00+01:00'),
  requestedBy: assigned,
  registrationDate: stated('2026-03-02T06:59:00Z'),
  registeredBy: assigned,
  reasonText: 'Remiss från vårdcentralen',
};

const leastAction: Action = registered().registration;

/** What the stored versions mean: each with every field, and with no more than it must have. */
const meaning: Record<string, readonly ConsentEvent[]> = {
  'ConsentRegistered.v1': [
    registered({
      assertionType: 'Emergency',
      patient: child,
      employeeId: doctor,
      start: stated('2026-03-01T00:00:00'),
      end: stated('2026-10-25T02:30:00'),
      representedBy: tolvan,
      registration: fullAction,
      recordedAt: at('2026-03-02T08:00:00') + 123,
    }),
    registered(),
  ],
  'ConsentCancelled.v1': [
    cancelled(registered({ patient: visitor }), { cancellation: fullAction }),
    cancelled(registered(), { cancellation: leastAction }),
  ],
  'ConsentDeleted.v1': [
    deleted(registered({ patient: visitor }), { deletion: fullAction }),
    deleted(registered(), { deletion: leastAction }),
  ],
  'ConsentEndedByPatient.v1': [
    endedByPatient(registered(), { end: stated('2026-03-29T02:30:00'), representedBy: visitor }),
    endedByPatient(),
  ],
};

const streamOf = ({ data }: EncodedEvent): string =>
  consentStream((data as { assertionId: string }).assertionId);

describe('the storage format', () => {
  it('has a golden file and a meaning for every version ever written, and none besides', () => {
    const files = readdirSync(GOLDEN).map((file) => file.replace(/\.json$/, ''));
    expect(files.sort()).toEqual([...eventTypes].sort());
    expect(Object.keys(meaning).sort()).toEqual([...eventTypes].sort());
  });

  it.each([...eventTypes])('reads %s as it was meant', (type) => {
    const decoded = golden(type).map((stored) => decode({ ...stored, stream: streamOf(stored) }));
    const [full, least] = meaning[type]!;
    expect(decoded).toStrictEqual([
      { event: full, provenance: fullProvenance, position: 7 },
      { event: least, provenance, position: 8 },
    ]);
  });

  it.each(['ConsentRegistered.v1', 'ConsentCancelled.v1', 'ConsentDeleted.v1', 'ConsentEndedByPatient.v1'])(
    'writes %s as it always has',
    (type) => {
      const [full, least] = meaning[type]!;
      const written = [encode(full!, fullProvenance), encode(least!, provenance)];
      const stored = golden(type).map(({ type, data, metadata }) => ({ type, data, metadata }));
      expect(JSON.parse(JSON.stringify(written))).toStrictEqual(stored);
    },
  );

  it('knows nothing of what others wrote', () => {
    const [registered] = golden('ConsentRegistered.v1');
    expect(decode({ ...registered!, stream: 'orders-1' })).toBeNull();
    expect(decode({ ...registered!, stream: '$$consent-1', type: '$metadata' })).toBeNull();
  });

  it.each<[string, Partial<EncodedEvent>, string]>([
    ['of a type of others', { type: 'PatientMoved.v1' }, 'this build does not know PatientMoved.v1'],
    ['without a patient', { data: { patient: undefined } }, 'a field is missing or of the wrong kind'],
    ['with a time that is none', { data: { recordedAt: 'yesterday' } }, 'a field is missing'],
    ['without an action', { data: { registration: undefined } }, 'a field is missing'],
    ['for an employee that is a number', { data: { employeeId: 7 } }, 'a field is missing'],
    ['about another consent', { data: { assertionId: 'another' } }, 'it is about another consent'],
  ])('cannot read what stands in the stream of a consent %s', (_, { type, data }, why) => {
    const [registered] = golden('ConsentRegistered.v1');
    const spoilt = { ...registered!, type: type ?? registered!.type, data: { ...registered!.data, ...data } };
    const stored = { ...spoilt, stream: streamOf(registered!), position: 42 };
    expect(() => decode(stored)).toThrow(UnreadableConsentEvent);
    expect(() => decode(stored)).toThrow(
      `The event at position 42, in ${stored.stream}, cannot be read: ${why}`,
    );
    const assertionId = stored.stream.replace('consent-', '');
    expect(decodeOrReport(stored)).toMatchObject({
      type: 'UnreadableConsent',
      assertionId,
      position: 42,
    });
  });

  it.each(['ConsentRegistered.v2', 'ConsentRegistered', 'ConsentForwarded.v1'])('stops at %s', (type) => {
    const read = () => decode({ type, data: {}, metadata: {}, position: 42, stream: 'consent-1' });
    expect(read).toThrow(UnreadableConsentEvent);
    expect(read).toThrow(
      `The event at position 42, in consent-1, cannot be read: this build does not know ${type}.`,
    );
  });
});

const instant = fc.integer({ min: at('1900-01-01T00:00:00'), max: at('9999-12-31T23:59:59') });
const text = fc.string({ maxLength: 40, unit: 'binary' });
const time: fc.Arbitrary<StatedTime> = fc.record({ at: instant, sent: fc.option(text) });
const person: fc.Arbitrary<PersonIdentity> = fc.record({ root: text, extension: text });
const actor: fc.Arbitrary<Actor> = fc.record(
  { employeeId: text, assignmentId: text, assignmentName: text },
  { requiredKeys: ['employeeId'] },
);
const action: fc.Arbitrary<Action> = fc.record(
  { requestDate: time, requestedBy: actor, registrationDate: time, registeredBy: actor, reasonText: text },
  { requiredKeys: ['requestDate', 'requestedBy', 'registrationDate', 'registeredBy'] },
);
const place = {
  assertionId: text,
  patient: person,
  careProviderId: text,
  careUnitId: text,
  recordedAt: instant,
};

type Optional = 'employeeId' | 'end' | 'representedBy';
const registration = fc
  .record({
    ...place,
    type: fc.constant('ConsentRegistered' as const),
    assertionType: fc.constantFrom('Consent' as const, 'Emergency' as const),
    scope: fc.constant('NationalLevel' as const),
    start: time,
    ownerId: text,
    registration: action,
  })
  .chain((event) =>
    fc
      .record({ employeeId: text, end: time, representedBy: person }, { requiredKeys: [] })
      .map((optional: Partial<Pick<ConsentRegistered, Optional>>): ConsentEvent => ({
        ...event,
        ...optional,
      })),
  );

const event: fc.Arbitrary<ConsentEvent> = fc.oneof(
  registration,
  fc.record({ ...place, type: fc.constant('ConsentCancelled' as const), cancellation: action }),
  fc.record({ ...place, type: fc.constant('ConsentDeleted' as const), deletion: action }),
  fc.record(
    { ...place, type: fc.constant('ConsentEndedByPatient' as const), end: time, representedBy: person },
    { requiredKeys: ['type', 'assertionId', 'patient', 'careProviderId', 'careUnitId', 'recordedAt', 'end'] },
  ),
);

const plain = <T>(value: T): T => structuredClone(value);

it('gives back every event exactly as it was, after its way through JSON', () => {
  fc.assert(
    fc.property(event, fc.nat(), (original, position) => {
      const stored: EncodedEvent = JSON.parse(JSON.stringify(encode(original, fullProvenance)));
      const expected = { event: plain(original), provenance: fullProvenance, position };
      expect(decode({ ...stored, position, stream: streamOf(stored) })).toStrictEqual(expected);
    }),
  );
});
