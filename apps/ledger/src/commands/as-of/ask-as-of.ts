import {
  answerAsOf,
  asOfRecord,
  explanationInWords,
  localTime,
  patientHistory,
  replayedHistory,
  type AsOfAnswer,
  type PatientHistory,
} from '#audit';
import type { Instant, PersonIdentity } from '#consent';
import { ExitCode } from '../../exit-code';
import type { Invocation } from '../../ledger-command';
import { withLedger, withStores } from '../../with-stores';
import { questionOf } from './question';

/** Answers a check as of another time, and says why. */
export async function askAsOf(invocation: Invocation): Promise<ExitCode> {
  const question = await questionOf(invocation);
  const isReplayed = invocation.options.replay === true;
  const read = isReplayed ? readAgain(invocation, question.patient) : lookUp(invocation, question.patient);
  const { history, position } = await read;
  const answer = answerAsOf(history, question, invocation.clock());
  print(invocation, answer, position);
  return ExitCode.done;
}

const lookUp = (invocation: Invocation, patient: PersonIdentity): Promise<PatientHistory> =>
  withLedger(invocation, (ledger) => patientHistory(ledger, patient));

const readAgain = (invocation: Invocation, patient: PersonIdentity): Promise<PatientHistory> =>
  withStores(invocation, async ({ store }) => {
    const progress = await invocation.terminal.progress('Reading the ledger', await store.head());
    let events = 0;
    try {
      return await replayedHistory(store, patient, (position) => progress.at(position, (events += 1)));
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
