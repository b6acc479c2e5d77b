import { identityInWords, patientHistories, type ConsentHistory, type HistoryEntry } from '#audit';
import type { PersonIdentity } from '#consent';
import { freshView } from '#ledger';
import { patientProjection, type PatientRow } from '#read-models';
import { askPatient } from '../../ask-patient';
import { ExitCode } from '../../exit-code';
import type { Invocation } from '../../ledger-command';
import { noteLook } from '../../looks';
import { printTimeline } from '../../timeline/print-timeline';
import { PictureFile } from '../../timeline/picture-file';
import { withLedger } from '../../with-stores';

/** Every event of every consent of a patient, in the order of the ledger. */
export async function printPatient(invocation: Invocation): Promise<ExitCode> {
  const { options, terminal } = invocation;
  const patient = await askPatient(invocation);
  const identities = options.showPatient === true ? 'shown' : 'masked';
  const histories = await historiesOf(invocation, patient);
  terminal.line(`Patient ${identityInWords(patient, identities)}: ${counted(histories.length)}.`);
  if (histories.length > 0) {
    terminal.line('Times are Swedish local time.\n');
    await printTimeline(terminal, inOrder(histories), identities);
  }
  const picture = new PictureFile(invocation, 'Consents of a patient');
  histories.forEach((history) => picture.note(history));
  await picture.write();
  return ExitCode.done;
}

/** As many as a person has: they fit into memory. */
const historiesOf = (invocation: Invocation, patient: PersonIdentity): Promise<ConsentHistory[]> =>
  withLedger(invocation, async (ledger) => {
    const { rows } = await freshView<PatientRow>(ledger, patientProjection.name);
    const histories: ConsentHistory[] = [];
    for await (const history of patientHistories(ledger.store, rows, patient)) histories.push(history);
    await noteLook(invocation, ledger, { command: 'patient', patient, shown: histories.length });
    return histories;
  });

async function* inOrder(histories: readonly ConsentHistory[]): AsyncGenerator<HistoryEntry> {
  yield* histories.flatMap(({ entries }) => entries).sort((one, other) => one.order - other.order);
}

const counted = (count: number): string =>
  count === 0 ? 'no consent, ever' : `${count} ${count === 1 ? 'consent' : 'consents'}`;
