import { decodeOrReport } from '#consent';
import { openExistingStores, projections, readModelsFolder } from '#consent-ledger';
import { isOutOfRoom, mayBeOutOfRoom } from '#event-store';
import { isOfLmdb, ReadModelRebuild, ReadModelStorage } from '#ledger';
import { Failure, WrongUsage } from '../failure';
import type { Invocation } from '../ledger-command';
import { Stages } from './stages';

/** What rebuilding is done with, and the read models that it was asked for. */
export interface Rebuilding {
  readonly rebuild: ReadModelRebuild<unknown>;
  readonly names: readonly string[];
  readonly stages: Stages;
  /** Where the log ends. */
  readonly head: () => Promise<number>;
}

/** Work on the read models beside whatever service has them open. Nobody else may rebuild them meanwhile. @throws WrongUsage */
export async function withRebuild<T>(
  invocation: Invocation,
  work: (rebuilding: Rebuilding) => Promise<T>,
): Promise<T> {
  const names = namesOf(invocation);
  const config = await invocation.config();
  const stores = await openExistingStores(config, await invocation.log());
  const folder = readModelsFolder(config);
  return invocation
    .using(stores, async ({ store }) => {
      const storage = ReadModelStorage.open(folder, projections, decodeOrReport);
      return invocation.using(storage, async () =>
        invocation.using(await ReadModelRebuild.begin(storage, store), (rebuild) =>
          work({ rebuild, names, stages: new Stages(invocation.terminal), head: () => store.head() }),
        ),
      );
    })
    .catch((error: unknown) => {
      const reason = whyUnwritable(error);
      throw reason
        ? new Failure(`Rows could not be written to ${folder}: ${reason}`, { cause: error })
        : error;
    });
}

const UNCHANGED =
  'The read model that was being built was not switched, and what was live before it goes on.';
const ROOM = 'Make room, at most as much as the folder has now, and run the command again.';

function whyUnwritable(error: unknown): string | null {
  if (isOutOfRoom(error) || mayBeOutOfRoom(error)) return `its disk is full or failing. ${UNCHANGED} ${ROOM}`;
  return isOfLmdb(error) ? `${(error as Error).message}. ${UNCHANGED} Run the command again.` : null;
}

function namesOf({ args: [wanted] }: Invocation): readonly string[] {
  const names = projections.map(({ name }) => name);
  if (wanted === undefined) return names;
  if (names.includes(wanted)) return [wanted];
  throw new WrongUsage(`There is no read model "${wanted}". There are: ${names.join(', ')}.`);
}
