import {
  decisionRecord,
  formatRecordPlace,
  searchDecisions,
  type Decision,
  type DecisionFilter,
  type Identities,
  type PlacedDecision,
} from '#audit';
import { NO_POSITION, type EventStore } from '#event-store';
import { decisionCells, decisionColumns } from '../../decision-table';
import { ExitCode } from '../../exit-code';
import type { Invocation } from '../../ledger-command';
import { aboutWhom, noteLook } from '../../looks';
import { RemovedNotes } from '../../removed-notes';
import { firstOf, limitOf, spanInWords } from '../../search-options';
import type { Column } from '../../terminal/table';
import { withStores } from '../../with-stores';
import { filterOf } from './filter-of';
import { reExecuteDecisions } from './re-execute';

const columns: readonly Column[] = [
  ...decisionColumns,
  { title: 'Position', align: 'right' },
  { title: 'Record' },
];

/** Prints the decisions that are asked for, as they are found; or answers them again. */
export async function listDecisions(invocation: Invocation): Promise<ExitCode> {
  const { options } = invocation;
  const identities = options.showPatient === true ? 'shown' : 'masked';
  const order = options.oldestFirst === true ? 'oldest-first' : 'newest-first';
  const limit = limitOf(options);
  const filter = await filterOf(invocation);
  const notes = new RemovedNotes();
  const find = (auditStore: EventStore) =>
    firstOf(searchDecisions(auditStore, filter, { order, onRemoved: notes.note }), limit);
  const isAgain = options.reExecute === true;
  const exitCode = isAgain
    ? await reExecuteDecisions(invocation, { filter, find: (store) => decisionsIn(find(store)), identities })
    : await printDecisions(invocation, { filter, find, identities });
  notes.print(invocation.terminal);
  invocation.terminal.line(`${isAgain ? '' : '\n'}${spanInWords(filter)} Times are Swedish local time.`);
  return exitCode;
}

interface Search {
  readonly filter: DecisionFilter;
  readonly find: (auditStore: EventStore) => AsyncIterable<PlacedDecision>;
  readonly identities: Identities;
}

async function printDecisions(
  invocation: Invocation,
  { filter, find, identities }: Search,
): Promise<ExitCode> {
  const { terminal } = invocation;
  await withStores(invocation, async (stores) => {
    await noteLook(invocation, stores, { command: 'decisions', ...aboutWhom(filter) });
    const found = find(stores.auditStore);
    if (terminal.json)
      for await (const { place, decision } of found)
        terminal.record({ ...decisionRecord(decision, identities), record: formatRecordPlace(place) });
    else await terminal.table(columns, rowsOf(found, identities));
  });
  return ExitCode.done;
}

async function* decisionsIn(found: AsyncIterable<PlacedDecision>): AsyncGenerator<Decision> {
  for await (const { decision } of found) yield decision;
}

async function* rowsOf(
  found: AsyncIterable<PlacedDecision>,
  identities: Identities,
): AsyncGenerator<readonly string[]> {
  for await (const { place, decision } of found) {
    const position = decision.position === NO_POSITION ? '' : String(decision.position);
    yield [...decisionCells(decision, identities), position, formatRecordPlace(place)];
  }
}
