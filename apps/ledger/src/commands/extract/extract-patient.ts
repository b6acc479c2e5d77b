import {
  extractLines,
  extractPage,
  extractRecord,
  extractWords,
  gatherExtract,
  localTime,
  type ExtractEntry,
  type ExtractLanguage,
} from '#audit';
import { formatInstant, type PersonIdentity } from '#consent';
import type { OpenLedger } from '#consent-ledger';
import { ContradictedCheckpoint, NotInTree } from '#evidence';
import { freshView } from '#ledger';
import { patientProjection, type PatientRow } from '#read-models';
import { askPatient } from '../../ask-patient';
import { ExitCode } from '../../exit-code';
import { WrongUsage } from '../../failure';
import type { Invocation } from '../../ledger-command';
import { noteLook, purposeOf, systemUser } from '../../looks';
import { demandRoomFor } from '../../room-for';
import { withLedger } from '../../with-stores';
import { ExtractFolder } from './extract-folder';
import { writeReceipts, type ReceiptOf } from './extract-receipts';
import { openingsOf } from './openings';

/** Writes all that the ledger holds of one patient, in words, with receipts. */
export async function extractPatient(invocation: Invocation): Promise<ExitCode> {
  const { clock, terminal } = invocation;
  const made: Made = { at: clock(), by: systemUser(), purpose: purposeOf(invocation) };
  const path = folderFor(invocation, made);
  demandRoomFor(path, 'folder');
  const patient = await askPatient(invocation);
  try {
    const lines = await withLedger(invocation, (ledger) =>
      write(path, { patient, made, ledger, invocation }),
    );
    terminal.record({ folder: path, lines });
    terminal.line(`The extract is in ${path}: ${lines} ${lines === 1 ? 'line' : 'lines'}.`);
    terminal.line('It holds the personal identity. Read it before you hand it out.');
    return ExitCode.done;
  } catch (error) {
    if (!(error instanceof ContradictedCheckpoint || error instanceof NotInTree)) throw error;
    process.stderr.write(`${error.message} There is no extract. Run ledger verify for details.\n`);
    return ExitCode.found;
  }
}

interface Made {
  readonly at: number;
  readonly by: string;
  readonly purpose: string | undefined;
}

/** No part of it is about whom the extract is. */
function folderFor({ options }: Invocation, { at }: Made): string {
  if (options.out === '') throw new WrongUsage('--out is empty: name the folder to make.');
  if (typeof options.out === 'string') return options.out;
  return `extract-${localTime(at).slice(0, 19).replaceAll(/[-:]/g, '').replace(' ', '-')}`;
}

interface Work {
  readonly patient: PersonIdentity;
  readonly made: Made;
  readonly ledger: OpenLedger;
  readonly invocation: Invocation;
}

/** @returns how many lines it has. */
async function write(path: string, work: Work): Promise<number> {
  const { patient, ledger, invocation } = work;
  const entries = await gather(work);
  await noteLook(invocation, ledger, { command: 'extract', patient, shown: entries.length });
  return invocation.using(ExtractFolder.make(path), async (folder) => {
    const receiptOf = await writeReceipts(entries, folder, invocation, ledger);
    await writePages(folder, entries, receiptOf, work);
    folder.finish();
    return entries.length;
  });
}

async function gather({ patient, made, ledger, invocation }: Work): Promise<readonly ExtractEntry[]> {
  const { store, auditStore } = ledger;
  const openings = await openingsOf(store, patient, made.at);
  const progress = await invocation.terminal.progress('Reading the records', await auditStore.head());
  const { rows } = await freshView<PatientRow>(ledger, patientProjection.name);
  const onProgress = (position: number) => progress.at(position);
  try {
    return await gatherExtract({ store, auditStore, rows, openings, onProgress }, patient);
  } finally {
    progress.end();
  }
}

async function writePages(
  folder: ExtractFolder,
  entries: readonly ExtractEntry[],
  receiptOf: ReceiptOf,
  { patient, made, invocation }: Work,
): Promise<void> {
  const language = invocation.options.language as ExtractLanguage;
  const lines = extractLines(entries, extractWords[language]).map((line, index) => ({
    ...line,
    receipt: receiptOf(entries[index]!),
  }));
  const { LEDGER_NAME: ledger } = await invocation.config();
  const { purpose, by: madeBy } = made;
  const about = { ledger, madeBy, ...(purpose !== undefined && { purpose }) };
  const records = lines.map((line, index) => extractRecord(entries[index]!, line, line.receipt));
  const header = { format: 'consent-ledger/extract/v1', patient, madeAt: formatInstant(made.at), ...about };
  folder.writeLines('extract.ndjson', [{ ...header, language, lines: lines.length }, ...records]);
  const page = extractPage({ language, patient, madeAt: localTime(made.at), ...about, lines });
  folder.write('extract.html', page);
}
