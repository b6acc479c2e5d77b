import type { RowDatabase } from '../draft-rows';
import type { ReadModel, ReadModelTables } from '../read-model-tables';
import type { LeasedFolder } from './leased-folder';
import type { Pace } from './pace';

/**
 * Empties the tables of a read model that are neither live nor to be gone back to nor being built, and says which they are. Piece by
 * piece: dropping a large table at once would keep services from writing.
 */
export async function emptyFreeTables<Event>(
  folder: LeasedFolder<Event>,
  model: ReadModel<Event>,
  pace: Pace,
): Promise<readonly number[]> {
  const free = freeTables(folder.tables, model);
  for (const table of free) await empty(model.tables[table]!, folder, pace);
  return free;
}

/** Where nothing is live yet, the first table counts as live: a service that is started meanwhile begins there. */
function freeTables<Event>(tables: ReadModelTables<Event>, model: ReadModel<Event>): number[] {
  const { previous, shadow } = tables.asideOf(model);
  const used = new Set([tables.liveOf(model)?.table ?? 0]);
  for (const standing of [previous, shadow]) if (standing) used.add(standing.table ?? 0);
  return [...model.tables.keys()].filter((table) => !used.has(table));
}

/** Row by row; and what is left then, which are keys that cannot be read, at once. */
async function empty<Event>(rows: RowDatabase, folder: LeasedFolder<Event>, pace: Pace): Promise<void> {
  while (await removeSome(rows, folder, pace));
  await folder.write(() => void rows.clearAsync());
}

/** Answers whether there may be more. */
async function removeSome<Event>(
  rows: RowDatabase,
  folder: LeasedFolder<Event>,
  pace: Pace,
): Promise<boolean> {
  let [removed, heldMs] = [0, 0];
  await folder.write(() => {
    const begun = performance.now();
    removed = 0;
    const keys = readableKeys(rows, pace.batch);
    for (const key of keys) if (rows.removeSync(key)) removed += 1;
    heldMs = performance.now() - begun;
  });
  if (removed > 0) await pace.rest(heldMs);
  return removed > 0;
}

/** The first keys; none when one of them cannot be read. */
function readableKeys(rows: RowDatabase, limit: number): (string | number)[][] {
  try {
    return [...rows.getKeys({ limit })];
  } catch {
    return [];
  }
}
