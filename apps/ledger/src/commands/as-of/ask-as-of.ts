import {
  answerAsOf,
  asOfRecord,
  explanationInWords,
  localTime,
  patientHistory,
  replayedHistory,
  type AsOfAnswer,
  type AsOfQuestion,
  type PatientHistory,
} from '#audit';
import type { Instant } from '#consent';
import type { OpenStores } from '#consent-ledger';
import { ExitCode } from '../../exit-code';
import type { Invocation } from '../../ledger-command';
import { noteLook } from '../../looks';
import { withLedger, withStores } from '../../with-stores';
import { questionOf } from './question';

/** Answers a check as of another time, and says why. */
export async function askAsOf(invocation: Invocation): Promise<ExitCode> {
  const question = await questionOf(invocation);
  const isReplayed = invocation.options.replay === true;
  const { history, position } = await (isReplayed ? readAgain : lookUp)(invocation, question);
  const answer = answerAsOf(history, question, invocation.clock());
  print(invocation, answer, position);
  return ExitCode.done;
}

/** The question names whom it is about; an answer to it shows one thing. */
const note = (
  invocation: Invocation,
  stores: OpenStores,
  { patient, careProviderId, careUnitId, employeeId }: AsOfQuestion,
): Promise<void> =>
  noteLook(invocation, stores, {
    ...{ command: 'as-of', patient, careProviderId, careUnitId, employeeId, shown: 1 },
  });

const lookUp = (invocation: Invocation, question: AsOfQuestion): Promise<PatientHistory> =>
  withLedger(invocation, async (ledger) => {
    await note(invocation, ledger, question);
    return patientHistory(ledger, question.patient);
  });

const readAgain = (invocation: Invocation, question: AsOfQuestion): Promise<PatientHistory> =>
  withStores(invocation, async (stores) => {
    const { store } = stores;
    await note(invocation, stores, question);
    const progress = await invocation.terminal.progress('Reading the ledger', await store.head());
    let events = 0;
    try {
      return await replayedHistory(store, question.patient, (position) =>
        progress.at(position, (events += 1)),
      );
    } finally {
      progress.end();
    }
  });

function print({ terminal, clock }: Invocation, answer: AsOfAnswer, position: number): void {
  const [sentence = '', ...more] = explanationInWords(answer.explanation);
  terminal.record(asOfRecord(answer, position));
  terminal.line(`At ${localTime(answer.viewpoint.validAt)}, ${knownInWords(answer, clock())}:`);
  terminal.line(sentence);
  for (const line of more) terminal.line(`  ${line}`);
  terminal.line(`\nThe ledger was read to position ${position}. Times are Swedish local time.`);
}

function knownInWords({ viewpoint: { validAt, knownAt } }: AsOfAnswer, now: Instant): string {
  if ('position' in knownAt) return `by what the ledger held up to position ${knownAt.position}`;
  if (knownAt.instant > now) return 'as far as is known now';
  return knownAt.instant === validAt ? 'as was known then' : `as was known at ${localTime(knownAt.instant)}`;
}
