import {
  answerInWords,
  decisionRecord,
  localTime,
  reExecute,
  type Decision,
  type DecisionFilter,
  type Identities,
  type ReExecuted,
} from '#audit';
import { openStoresToInspect, type OpenLedger } from '#consent-ledger';
import type { EventStore } from '#event-store';
import { ExitCode } from '../../exit-code';
import type { Invocation } from '../../ledger-command';
import { aboutWhom, noteLook } from '../../looks';
import type { Column } from '../../terminal/table';
import { withLedger } from '../../with-stores';

/** Which decisions are answered again, and how they are found in an open audit log. */
export interface ReExecution {
  readonly filter: DecisionFilter;
  readonly identities: Identities;
  readonly find: (auditStore: EventStore) => AsyncIterable<Decision>;
}

interface Summary {
  answeredAgain: number;
  differing: number;
  seconds: number;
}

const columns: readonly Column[] = [
  { title: 'Asked' },
  { title: 'Decision' },
  { title: 'Was answered' },
  { title: 'By consent' },
  { title: 'Is answered' },
  { title: 'By consent' },
  { title: 'Position', align: 'right' },
];

/** Answers decisions again, each at its position, and prints those that are answered otherwise. */
export async function reExecuteDecisions(
  invocation: Invocation,
  { filter, find, identities }: ReExecution,
): Promise<ExitCode> {
  const { terminal } = invocation;
  const begun = performance.now();
  const summary: Summary = { answeredAgain: 0, differing: 0, seconds: 0 };
  const answerAgain = async (ledger: OpenLedger) => {
    await noteLook(invocation, ledger, { command: 'decisions', ...aboutWhom(filter) });
    const watched = watching(invocation, filter, find(ledger.auditStore));
    const found = differencesIn(reExecute(ledger, watched), summary);
    if (terminal.json) for await (const one of found) terminal.record(recordOf(one, identities));
    else await terminal.table(columns, rowsOf(found));
  };
  await withLedger(invocation, answerAgain, openStoresToInspect);
  summary.seconds = (performance.now() - begun) / 1000;
  terminal.record({ summary });
  terminal.line(`\n${inWords(summary)}`);
  return summary.differing > 0 ? ExitCode.found : ExitCode.done;
}

/** How far the search has come is known by the time of each decision, from whichever end it begins. */
async function* watching(
  { terminal, options }: Invocation,
  { from, before }: DecisionFilter,
  decisions: AsyncIterable<Decision>,
): AsyncGenerator<Decision> {
  const progress = await terminal.progress('Answering again', before - from);
  let done = 0;
  try {
    for await (const decision of decisions) {
      const { decidedAt } = decision;
      progress.at(options.oldestFirst === true ? decidedAt - from : before - decidedAt, (done += 1));
      yield decision;
    }
  } finally {
    progress.end();
  }
}

async function* differencesIn(
  answered: AsyncIterable<ReExecuted>,
  summary: Summary,
): AsyncGenerator<ReExecuted> {
  for await (const one of answered) {
    summary.answeredAgain += 1;
    if (!one.differs) continue;
    summary.differing += 1;
    yield one;
  }
}

const recordOf = ({ decision, answer }: ReExecuted, identities: Identities): object => ({
  difference: { decision: decisionRecord(decision, identities), answer },
});

async function* rowsOf(found: AsyncIterable<ReExecuted>): AsyncGenerator<readonly string[]> {
  for await (const { decision, answer } of found) {
    yield [
      localTime(decision.decidedAt),
      decision.id,
      answerInWords(decision),
      decision.assertionId ?? '',
      answer ? answerInWords({ ...answer, result: 'OK' }) : 'not: the ledger ends before',
      answer?.assertionId ?? '',
      String(decision.position),
    ];
  }
}

function inWords({ answeredAgain, differing, seconds }: Summary): string {
  const rate = Math.round(answeredAgain / seconds).toLocaleString('en');
  const outcome = differing === 0 ? 'All as they were.' : `Answered otherwise: ${differing}.`;
  return `Decisions answered again: ${answeredAgain.toLocaleString('en')} (${rate} a second). ${outcome}`;
}
