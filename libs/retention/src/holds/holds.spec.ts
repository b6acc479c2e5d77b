import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tolvan } from '#consent/given';
import { EmbeddedEventStore, type NewEvent } from '#event-store';
import { lifted, onCase, onPatient, onProvider, placed } from '../given/holds';
import { decodeHold, encodeHold, holdEventTypes, UnknownHold } from './hold-codec';
import { activeHolds, HoldRefused, HOLDS, liftHold, placeHold, readHolds } from './holds';

const GOLDEN = join(__dirname, 'golden');
const at = { stream: HOLDS, revision: 0 };

describe('the storage format', () => {
  const golden = (version: string): Omit<NewEvent, 'id'>[] =>
    JSON.parse(readFileSync(join(GOLDEN, `${version}.json`), 'utf8')) as Omit<NewEvent, 'id'>[];

  it('has a golden file for every version ever written, and none besides', () => {
    expect(readdirSync(GOLDEN).map((file) => file.replace(/\.json$/, ''))).toEqual(
      [...holdEventTypes].sort(),
    );
  });

  it.each([
    ['HoldPlaced.v1', [placed(1, onPatient), placed(2, onProvider), placed(3, onCase)]],
    ['HoldLifted.v1', [lifted(1)]],
  ])('reads %s as it was meant, and writes it as it always has', (version, events) => {
    const stored = golden(version);
    expect(stored.map((event) => decodeHold({ ...event, ...at }))).toStrictEqual(events);
    expect(events.map(encodeHold)).toStrictEqual(stored);
  });

  it('stops at what is newer: nobody can say what it keeps', () => {
    expect(() => decodeHold({ type: 'HoldPlaced.v2', data: {}, ...at })).toThrow(UnknownHold);
  });

  it.each([
    ['no subject', { subject: undefined }],
    ['a subject of another kind', { subject: { kind: 'constructor' } }],
    ['no patient', { subject: { kind: 'patient' } }],
    ['no care provider', { subject: { kind: 'care-provider' } }],
    ['a day that is no text', { subject: { kind: 'case', reference: 'dnr 1', from: 7 } }],
    ['no id', { holdId: 7 }],
    ['no time', { recordedAt: undefined }],
  ])('stops at a hold with %s, which somebody has written by hand', (_, change) => {
    const { data, ...event } = encodeHold(placed(1, onPatient));
    expect(() => decodeHold({ ...event, data: { ...data, ...change }, ...at })).toThrow(UnknownHold);
  });
});

describe('holds', () => {
  let folder: string;
  let store: EmbeddedEventStore;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'holds-'));
    store = await EmbeddedEventStore.open(folder);
  });
  afterEach(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });

  it('are placed and lifted, and those that are lifted stay in the history', async () => {
    await placeHold(store, placed(1, onPatient));
    await placeHold(store, placed(2, onCase));
    expect(await liftHold(store, lifted(1))).toStrictEqual({
      placed: placed(1, onPatient),
      lifted: lifted(1),
    });
    const holds = await readHolds(store);
    expect(holds).toStrictEqual([
      { placed: placed(1, onPatient), lifted: lifted(1) },
      { placed: placed(2, onCase) },
    ]);
    expect(activeHolds(holds)).toStrictEqual([{ placed: placed(2, onCase) }]);
  });

  it('are lifted once, and only where they are', async () => {
    await placeHold(store, placed(1, onPatient));
    await expect(liftHold(store, lifted(2))).rejects.toThrow(HoldRefused);
    const both = await Promise.allSettled([liftHold(store, lifted(1)), liftHold(store, lifted(1))]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await store.readStream(HOLDS)).toHaveLength(2);
  });

  it.each([{ reason: `For ${tolvan.extension}` }, { authority: ' ' }, { reason: 'x'.repeat(1025) }])(
    'are refused with a text that cannot be kept for good',
    async (text) => {
      await expect(placeHold(store, { ...placed(1, onPatient), ...text })).rejects.toThrow(HoldRefused);
      expect(await readHolds(store)).toEqual([]);
    },
  );
});
