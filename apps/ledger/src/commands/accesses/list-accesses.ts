import {
  accessRecord,
  localTime,
  searchAccesses,
  type Access,
  type AccessFilter,
  type Identities,
} from '#audit';
import { askPatient } from '../../ask-patient';
import { ExitCode } from '../../exit-code';
import { hsaIdOptions } from '../../hsa-ids';
import type { Invocation } from '../../ledger-command';
import { aboutWhom, noteLook } from '../../looks';
import { RemovedNotes } from '../../removed-notes';
import { firstOf, limitOf, spanInWords, spanOf, textOf } from '../../search-options';
import type { Column } from '../../terminal/table';
import { withStores } from '../../with-stores';

const columns: readonly Column[] = [
  { title: 'Asked' },
  { title: 'By' },
  { title: 'For' },
  { title: 'Answer' },
  { title: 'Shown', align: 'right' },
  { title: 'Patient' },
  { title: 'Care provider' },
  { title: 'Employee' },
  { title: 'Consent' },
];

/** Prints the accesses that are asked for, as they are found. */
export async function listAccesses(invocation: Invocation): Promise<ExitCode> {
  const { options, terminal } = invocation;
  const identities = options.showPatient === true ? 'shown' : 'masked';
  const order = options.oldestFirst === true ? 'oldest-first' : 'newest-first';
  const limit = limitOf(options);
  const filter = await filterOf(invocation);
  const notes = new RemovedNotes();
  await withStores(invocation, async (stores) => {
    const { auditStore } = stores;
    await noteLook(invocation, stores, { command: 'accesses', ...aboutWhom(filter) });
    const found = firstOf(searchAccesses(auditStore, filter, { order, onRemoved: notes.note }), limit);
    if (terminal.json) for await (const access of found) terminal.record(accessRecord(access, identities));
    else await terminal.table(columns, rowsOf(found, identities));
  });
  notes.print(terminal);
  terminal.line(`\n${spanInWords(filter)} Times are Swedish local time.`);
  return ExitCode.done;
}

/** Which accesses are asked for, from the options and, for a patient, from standard input or the terminal. @throws WrongUsage */
async function filterOf(invocation: Invocation): Promise<AccessFilter> {
  const { options } = invocation;
  const hsaId = await hsaIdOptions(invocation);
  const filter: AccessFilter = {
    ...spanOf(invocation),
    employeeId: hsaId('employee'),
    careProviderId: hsaId('provider'),
    callerId: hsaId('caller'),
    contract: textOf(options, 'contract'),
    correlationId: textOf(options, 'correlationId'),
    isGranted: options.denied === true ? false : undefined,
  };
  return options.patient === true ? { ...filter, patient: await askPatient(invocation) } : filter;
}

async function* rowsOf(
  found: AsyncIterable<Access>,
  identities: Identities,
): AsyncGenerator<readonly string[]> {
  for await (const access of found) {
    const { askedAt, contract, careProviderId = '', employeeId = '', assertionId = '' } = access;
    const patient = accessRecord(access, identities).patient?.extension ?? '';
    const about = [patient, careProviderId, employeeId, assertionId];
    yield [localTime(askedAt), byWhom(access), contract, answerOf(access), howMuch(access), ...about];
  }
}

const byWhom = ({ callerId, systemUser }: Access): string => systemUser ?? callerId;

const howMuch = ({ shown }: Access): string => String(shown ?? '');

const answerOf = ({ isGranted, denial }: Access): string =>
  isGranted ? 'shown' : `denied: ${denial ?? 'not allowed'}`;
