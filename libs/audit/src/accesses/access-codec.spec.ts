import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { careUnit, consentId, doctor, noon, visitor } from '#consent/given';
import { MAX_APPEND_BYTES, type NewEvent } from '#event-store';
import { MAX_BATCH, RecordBatch } from '../records';
import type { Access } from './access';
import { accessEventTypes, decodeAccesses, encodeAccesses, UnknownAccesses } from './access-codec';
import { accessKind } from './access-kind';
import { looked, turnedAway } from './given/accesses';

const GOLDEN = join(__dirname, 'golden');
const placed = { stream: 'audit-accesses-2026-03-02', revision: 7 };

const golden = (type: string): Omit<NewEvent, 'id'> =>
  JSON.parse(readFileSync(join(GOLDEN, `${type}.json`), 'utf8')) as Omit<NewEvent, 'id'>;

/** What the stored version means: with every field, and denied. */
const meaning: Record<string, readonly Access[]> = {
  'AccessesRecorded.v1': [
    looked({
      askedAt: noon + 123,
      contract: 'AsOf',
      patient: visitor,
      careUnitId: careUnit,
      employeeId: doctor,
      assertionId: consentId(7),
      originalConsumer: 'SE165565594230-9002',
      onBehalfOf: 'SE165565594230-9003',
      proof: { kind: 'token', issuer: 'https://issuer.example', subject: 'journal', thumbprint: 'ab12' },
      door: 'soap',
    }),
    turnedAway(),
  ],
};

it('has a golden file and a meaning for every version ever written, and none besides', () => {
  const files = readdirSync(GOLDEN).map((file) => file.replace(/\.json$/, ''));
  expect(files.sort()).toEqual([...accessEventTypes].sort());
  expect(Object.keys(meaning).sort()).toEqual([...accessEventTypes].sort());
});

it.each([...accessEventTypes])('reads %s as it was meant', (type) => {
  expect(decodeAccesses({ ...golden(type), ...placed })).toStrictEqual(meaning[type]);
});

it('writes AccessesRecorded.v1 as it always has', () => {
  const written: unknown = JSON.parse(JSON.stringify(encodeAccesses(meaning['AccessesRecorded.v1']!)));
  expect(written).toStrictEqual(golden('AccessesRecorded.v1'));
});

it.each(['AccessesRecorded.v2', 'DecisionsRecorded.v1'])('stops at %s', (type) => {
  const read = () => decodeAccesses({ type, data: {}, ...placed });
  expect(read).toThrow(UnknownAccesses);
  expect(read).toThrow(`This build cannot read ${type} at revision 7 of audit-accesses-2026-03-02.`);
});

it('fits into one append in batches, however long the accesses are', () => {
  const longest = looked({
    position: Number.MAX_SAFE_INTEGER,
    contract: 'GetAllExtendedConsentsForPatient',
    patient: { root: '1.2.752.74.9.1'.padEnd(64, '1'), extension: '9'.repeat(64) },
    careProviderId: '\uffff'.repeat(32),
    careUnitId: '\uffff'.repeat(32),
    employeeId: '\uffff'.repeat(32),
    assertionId: consentId(1),
    callerId: '\uffff'.repeat(32),
    originalConsumer: '"'.repeat(128),
    onBehalfOf: '"'.repeat(128),
    correlationId: '"'.repeat(128),
  });
  const { event, stream } = RecordBatch.takenFrom(
    Array.from({ length: MAX_BATCH }, () => longest),
    accessKind,
  );
  const bytes = Buffer.byteLength(JSON.stringify(event.data) + JSON.stringify(event.metadata));
  expect(stream).toBe('audit-accesses-2026-03-02');
  expect(bytes).toBeLessThan(MAX_APPEND_BYTES);
});
