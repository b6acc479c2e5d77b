import { modelName, type Projection, type ReadModelTables } from '../read-model-tables';

/** A version of a projection that has live rows. */
export interface LiveVersion {
  readonly model: string;
  readonly version: number;
  readonly table: number | undefined;
}

/** What a projection's new rows are to be compared with: its own live ones, or else the newest version's before it. */
export function liveVersion<Event>(
  { live }: ReadModelTables<Event>,
  { name, version }: Projection<Event>,
): LiveVersion | null {
  for (let older = version; older > 0; older -= 1) {
    const model = modelName({ name, version: older });
    const standing = live.get(model);
    if (standing) return { model, version: older, table: standing.table };
  }
  return null;
}
