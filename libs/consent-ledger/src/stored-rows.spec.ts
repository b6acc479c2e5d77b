import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  cancelled,
  consentId,
  deleted,
  endedByPatient,
  filledIn,
  history,
  noon,
  provenance,
  registered,
  tolvan,
} from '#consent/given';
import { decodeOrReport, encode, type ReadableEvent } from '#consent';
import { ReadModelStorage } from '#ledger';
import { emptyReadModels, type MemoryRows } from '#read-models/given';
import { projections } from './projections';

let folder: string;
let storage: ReadModelStorage<unknown>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'consent-rows-'));
  storage = ReadModelStorage.open(join(folder, 'read-models'), projections, () => null);
});
afterAll(async () => {
  await storage.close();
  await rm(folder, { recursive: true });
});

/** Eighteen consents at one unit, so that some are on a shelf, and one of each that has ended in some way. */
const events = Array.from({ length: 18 }, (_, index) => registered({ assertionId: consentId(index) }));
const [one, other, third] = [events[0]!, events[1]!, events[2]!];
const unreadable = (position: number): ReadableEvent =>
  decodeOrReport({
    ...encode(third, provenance),
    type: 'ConsentForwarded.v1',
    stream: `consent-${third.assertionId.toLowerCase()}`,
    position,
  })!;
const models = emptyReadModels();
models.apply(
  ...history(
    ...events,
    registered({ assertionId: consentId(18).toUpperCase(), representedBy: tolvan, end: filledIn(noon + 1) }),
    cancelled(one),
    deleted(other),
    endedByPatient(third, { end: filledIn(noon) }),
  ),
  unreadable(40),
);

const cases: readonly (readonly [name: string, rows: MemoryRows<unknown>])[] = [
  ['check', models.check],
  ['patient', models.patient],
  ['care-provider', models.careProvider],
];

it.each(cases)(
  'the rows of %s come back from the disk as they are, in a third of their JSON',
  async (name, made) => {
    const { content, environment } = storage.folder;
    const model = content.model(name);
    const [table] = model.tables;
    const format = content.formatOf(model.name);
    let [bytes, json] = [0, 0];
    await storage.folder.write(() => {
      for (const { key, row } of made.all()) {
        void table!.put([...key], row);
        bytes += format.encode(row).length;
        json += JSON.stringify(row).length;
      }
    });
    environment.resetReadTxn();
    const stored = [...table!.getRange()].map(({ key, value }) => ({ key, row: value }));
    expect(JSON.stringify(stored)).toBe(JSON.stringify(made.all()));
    expect(bytes).toBeLessThan(json / 3);
  },
);
