import { archiveLines, endsOf, extentOf, NewFile, writeLines, type Logs, type Trailer } from '#archive';
import { ExitCode } from '../../exit-code';
import { WrongUsage } from '../../failure';
import type { Invocation, Run } from '../../ledger-command';
import { noteLook } from '../../looks';
import { demandRoomFor } from '../../room-for';
import { withStores } from '../../with-stores';

const STANDARD_OUTPUT = '-';

export const exportLedger: Run = async (invocation) => {
  const [file] = invocation.args as [string];
  if (file === STANDARD_OUTPUT) demandOutputForItself(invocation);
  else {
    if (file === '')
      throw new WrongUsage('The name of the file is empty. Name a file, or - for standard output.');
    demandRoomFor(file, 'file');
  }
  const trailer = await withStores(invocation, (logs) => write(invocation, logs, file));
  if (file !== STANDARD_OUTPUT) say(invocation, file, trailer);
  return ExitCode.done;
};

function demandOutputForItself({ terminal }: Invocation): void {
  if (!terminal.json) return;
  throw new WrongUsage(
    'The ledger and --json cannot both go to standard output. Name a file, or leave --json out.',
  );
}

async function write(invocation: Invocation, logs: Logs, file: string): Promise<Trailer> {
  const { terminal, options } = invocation;
  const { LEDGER_NAME } = await invocation.config();
  const isCompressed = options.gzip === true || file.endsWith('.gz');
  const ends = await endsOf(logs);
  const extent = extentOf(ends);
  if (extent > 0) await noteLook(invocation, logs, { command: 'export' });
  const progress = await terminal.progress('Exporting', extent);
  const lines = archiveLines(logs, LEDGER_NAME, ends, progress);
  try {
    if (file === STANDARD_OUTPUT) return await writeLines(lines, process.stdout, isCompressed);
    return await invocation.using(new NewFile(file), (newFile) => newFile.write(lines, isCompressed));
  } finally {
    progress.end();
  }
}

function say({ terminal }: Invocation, file: string, trailer: Trailer): void {
  terminal.record({ file, ...trailer });
  terminal.line(
    `Exported ${trailer.events} events, and ${trailer.auditEvents} of the audit log, to ${file}.`,
  );
  terminal.line(`Root of the ledger's tree: ${trailer.root}`);
}
