import type { Built, Difference } from '#ledger';
import type { Rebuilding } from './with-rebuild';

/** Builds one read model beside the live one, with what there is to see of it; every difference is handed on as it is found. */
export async function build(
  { rebuild, stages, head }: Rebuilding,
  name: string,
  differs: (difference: Difference) => void,
): Promise<Built> {
  stages.begin(`Building ${name}`, await head());
  try {
    return await rebuild.build(name, {
      building: (reached, _goal, events) => stages.at(reached, events),
      comparing: (rows) => stages.begin(`Comparing ${name}`, rows),
      compared: (rows) => stages.at(rows),
      differs,
    });
  } finally {
    await stages.end();
  }
}
