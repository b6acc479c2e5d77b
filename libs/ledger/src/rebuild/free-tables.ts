import { tableName, type ReadModel, type ReadModelTables } from '../read-model-tables';
import type { LeasedFolder } from './leased-folder';
import type { Pace } from './pace';
import type { StoredRows } from './stored-rows';

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
  for (const table of free) {
    const rows = await folder.bytesOf(tableName(model.name, table));
    while (await removeSome(rows, folder, pace));
  }
  return free;
}

/** Where nothing is live yet, the first table counts as live: a service that is started meanwhile begins there. */
function freeTables<Event>(tables: ReadModelTables<Event>, model: ReadModel<Event>): number[] {
  const { previous, shadow } = tables.asideOf(model);
  const used = new Set([tables.liveOf(model)?.table ?? 0]);
  for (const standing of [previous, shadow]) if (standing) used.add(standing.table ?? 0);
  return [...model.tables.keys()].filter((table) => !used.has(table));
}

/** Answers whether there were any. */
async function removeSome<Event>(
  rows: StoredRows,
  folder: LeasedFolder<Event>,
  pace: Pace,
): Promise<boolean> {
  let [removed, heldMs] = [0, 0];
  await folder.write(() => {
    const begun = performance.now();
    const keys = [...rows.getKeys({ limit: pace.batch })];
    for (const key of keys) void rows.remove(key);
    [removed, heldMs] = [keys.length, performance.now() - begun];
  });
  if (removed > 0) await pace.rest(heldMs);
  return removed > 0;
}
