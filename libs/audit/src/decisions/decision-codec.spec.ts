import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { consentId, noon, visitor } from '#consent/given';
import { MAX_APPEND_BYTES, type NewEvent } from '#event-store';
import type { Decision } from './decision';
import { decisionEventTypes, decodeDecisions, encodeDecisions, UnknownDecisions } from './decision-codec';
import { MAX_BATCH, RecordBatch } from '../records';
import { decisionKind } from './decision-kind';
import { denied, granted, refused } from './given/decisions';

const GOLDEN = join(__dirname, 'golden');
const placed = { stream: 'audit-decisions-2026-03-02', revision: 7 };

const golden = (type: string): Omit<NewEvent, 'id'> =>
  JSON.parse(readFileSync(join(GOLDEN, `${type}.json`), 'utf8')) as Omit<NewEvent, 'id'>;

/** What the stored version means: with every field, with no more than it must have, and with nothing looked up. */
const meaning: Record<string, readonly Decision[]> = {
  'DecisionsRecorded.v1': [
    granted({
      decidedAt: noon + 123,
      patient: visitor,
      assertionType: 'Emergency',
      assertionId: consentId(7),
      originalConsumer: 'SE165565594230-9002',
      onBehalfOf: 'SE165565594230-9003',
      door: 'soap',
    }),
    denied(),
    refused(),
  ],
};

it('has a golden file and a meaning for every version ever written, and none besides', () => {
  const files = readdirSync(GOLDEN).map((file) => file.replace(/\.json$/, ''));
  expect(files.sort()).toEqual([...decisionEventTypes].sort());
  expect(Object.keys(meaning).sort()).toEqual([...decisionEventTypes].sort());
});

it.each([...decisionEventTypes])('reads %s as it was meant', (type) => {
  expect(decodeDecisions({ ...golden(type), ...placed })).toStrictEqual(meaning[type]);
});

it('writes DecisionsRecorded.v1 as it always has', () => {
  const written: unknown = JSON.parse(JSON.stringify(encodeDecisions(meaning['DecisionsRecorded.v1']!)));
  expect(written).toStrictEqual(golden('DecisionsRecorded.v1'));
});

it.each(['DecisionsRecorded.v2', 'ConsentRegistered.v1'])('stops at %s', (type) => {
  const read = () => decodeDecisions({ type, data: {}, ...placed });
  expect(read).toThrow(UnknownDecisions);
  expect(read).toThrow(`This build cannot read ${type} at revision 7 of audit-decisions-2026-03-02.`);
});

const batchFrom = (waiting: Decision[]) => RecordBatch.takenFrom(waiting, decisionKind);

describe('a batch', () => {
  /** Quotation marks take two bytes in JSON, and letters beyond ASCII take up to three in UTF-8. */
  const longest = granted({
    position: Number.MAX_SAFE_INTEGER,
    patient: { root: '1.2.752.74.9.1'.padEnd(64, '1'), extension: '9'.repeat(64) },
    employeeId: '\uffff'.repeat(32),
    careProviderId: '\uffff'.repeat(32),
    careUnitId: '\uffff'.repeat(32),
    callerId: '\uffff'.repeat(32),
    originalConsumer: '"'.repeat(128),
    onBehalfOf: '"'.repeat(128),
    correlationId: '"'.repeat(128),
  });

  it('fits into one append, however long its decisions', () => {
    const { event } = batchFrom(Array.from({ length: MAX_BATCH }, () => longest));
    const bytes = Buffer.byteLength(JSON.stringify(event.data) + JSON.stringify(event.metadata));
    expect(bytes).toBeLessThan(MAX_APPEND_BYTES);
    expect(bytes / MAX_BATCH).toBeLessThan(4096);
  });

  it('takes so many and no more, in their order, and leaves the others waiting', () => {
    const waiting = Array.from({ length: MAX_BATCH + 2 }, (_, index) => denied({ position: index }));
    const { records } = batchFrom(waiting);
    expect(records.map(({ position }) => position)).toEqual(Array.from({ length: MAX_BATCH }, (_, i) => i));
    expect(waiting.map(({ position }) => position)).toEqual([MAX_BATCH, MAX_BATCH + 1]);
  });

  it('is of one day, in UTC', () => {
    const lastOfDay = Date.parse('2026-03-02T23:59:59.999Z');
    const waiting = [denied({ decidedAt: lastOfDay }), denied({ decidedAt: lastOfDay + 1 })];
    expect(batchFrom(waiting).stream).toBe('audit-decisions-2026-03-02');
    expect(batchFrom(waiting).stream).toBe('audit-decisions-2026-03-03');
    expect(waiting).toEqual([]);
  });
});
