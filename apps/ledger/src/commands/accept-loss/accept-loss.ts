import { rename } from 'node:fs/promises';
import { demandNote, SignOffRefused } from '#audit';
import { decodeOrReport } from '#consent';
import { acceptLoss, demandWholeEnd, projections, readModelsFolder, type OpenStores } from '#consent-ledger';
import { treeFolder, TreeStorage } from '#evidence';
import { LogEndLost, ReadModelStorage } from '#ledger';
import type { Config } from '#platform';
import { ExitCode } from '../../exit-code';
import { Failure, WrongUsage } from '../../failure';
import type { Invocation } from '../../ledger-command';
import { withInspectedStores } from '../../with-stores';

/** Records that the log goes on without its former end, and sets aside what still holds it. */
export async function acceptLostEnd(invocation: Invocation): Promise<ExitCode> {
  const reason = reasonIn(invocation);
  const config = await invocation.config();
  const lost = await withInspectedStores(invocation, async (stores) => {
    const found = await lostEndOf(stores, config, invocation);
    demandNamed(found, invocation);
    const { from, reached } = found;
    await acceptLoss(stores.auditStore, { from, reached, reason }, invocation.clock);
    return found;
  });
  const kept = [readModelsFolder(config), treeFolder(config)].map((folder) =>
    setAside(folder, lost, invocation),
  );
  print(invocation, lost, await Promise.all(kept));
  return ExitCode.done;
}

/** @throws WrongUsage */
function reasonIn({ options: { reason } }: Invocation): string {
  try {
    demandNote(String(reason));
    return String(reason);
  } catch (error) {
    throw error instanceof SignOffRefused ? new WrongUsage(error.message) : error;
  }
}

/** @throws Failure when nothing shows that events were lost. */
async function lostEndOf(stores: OpenStores, config: Config, { using }: Invocation): Promise<LogEndLost> {
  const { store, auditStore } = stores;
  const rows = () => ReadModelStorage.open(readModelsFolder(config), projections, decodeOrReport);
  try {
    await demandWholeEnd(store, auditStore);
    await using(rows(), (storage) => storage.demandSameLedger(store));
    await using(TreeStorage.open(treeFolder(config)), (tree) => tree.demandSameLedger(store));
  } catch (error) {
    if (error instanceof LogEndLost) return error;
    throw error;
  }
  throw new Failure('Nothing here shows that the log has lost its end: there is no loss to accept.');
}

/** Only somebody who has read the refusal knows the position. @throws WrongUsage */
function demandNamed({ from }: LogEndLost, { options }: Invocation): void {
  if (options.from !== String(from))
    throw new WrongUsage(`The first position that is missing is ${from}, and --from names ${options.from}.`);
}

/** What follows from lost events may not answer, and is the only trace of them. Where it is kept; `null` when it is not there. */
async function setAside(folder: string, { from }: LogEndLost, { clock }: Invocation): Promise<string | null> {
  const kept = `${folder}-lost-from-${from}-${clock()}`;
  try {
    await rename(folder, kept);
    return kept;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function print({ terminal }: Invocation, { from, reached }: LogEndLost, folders: (string | null)[]): void {
  const kept = folders.filter((folder) => folder !== null);
  terminal.record({ from, reached, kept });
  terminal.line(
    `Accepted and recorded: the events from position ${from} on are lost, up to position ${reached} at least.`,
  );
  for (const folder of kept) terminal.line(`What still holds them is kept in ${folder}.`);
  terminal.line(
    'The service may be started. Compare its consents with those of the systems that registered them.',
  );
}
