import type { Built, Difference } from '#ledger';
import type { Rebuilding } from './with-rebuild';

/** Builds all read models that were asked for beside the live ones, in one pass over the ledger. */
export async function build({ rebuild, names, stages, head }: Rebuilding): Promise<void> {
  stages.begin(`Building ${names.join(', ')}`, await head());
  try {
    await rebuild.build(names, (reached, _goal, events) => stages.at(reached, events));
  } finally {
    await stages.end();
  }
}

/** Compares one that was built with the live one; every difference is handed on as it is found. */
export async function compare(
  { rebuild, stages }: Rebuilding,
  name: string,
  differs: (difference: Difference) => void,
): Promise<Built> {
  try {
    return await rebuild.compare(name, {
      building: () => undefined,
      comparing: (rows) => stages.begin(`Comparing ${name}`, rows),
      compared: (rows) => stages.at(rows),
      differs,
    });
  } finally {
    await stages.end();
  }
}
