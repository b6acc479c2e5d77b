import { ArchiveFile, importArchive, type Imported, type Watch } from '#archive';
import { openStoresToImport } from '#consent-ledger';
import { ExitCode } from '../../exit-code';
import { Failure, WrongUsage } from '../../failure';
import type { Invocation, Run } from '../../ledger-command';

export const importLedger: Run = async (invocation) => {
  const [path] = invocation.args as [string];
  if (path === '-') {
    throw new WrongUsage(
      'An import reads its file several times, so it cannot come from standard input. Name a file.',
    );
  }
  const config = await invocation.config();
  const watch: Watch = (label, total) => invocation.terminal.progress(label, total);
  const file = await ArchiveFile.inspect(path, (size) => watch('Reading', size));
  demandSameName(file.header.ledger, config.LEDGER_NAME);
  const stores = await openStoresToImport(config, await invocation.log());
  const imported = await invocation.using(stores, () => importArchive(file, stores, watch));
  say(invocation, file, imported);
  return ExitCode.done;
};

/** Checkpoints are signed under the ledger's name, and the old ones have to stay good. */
function demandSameName(archived: string, configured: string): void {
  if (archived === configured) return;
  throw new Failure(
    `The file is of the ledger "${archived}", and LEDGER_NAME is "${configured}". Nothing was imported; ` +
      `set LEDGER_NAME=${archived}.`,
  );
}

function say(
  { terminal }: Invocation,
  { trailer, eventCount }: ArchiveFile,
  { held, restored }: Imported,
): void {
  terminal.record({ restored, held, ...trailer });
  if (held > 0) terminal.line(`${held} of ${eventCount} events were there already.`);
  terminal.line(`Imported ${restored} events. The ledger reads back as it is in the file.`);
  terminal.line(`Root of the ledger's tree: ${trailer.root}`);
}
