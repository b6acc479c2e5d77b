import type { Built } from '#ledger';
import { ExitCode } from '../../exit-code';
import type { Invocation } from '../../ledger-command';
import { build, compare } from '../../rebuilding/build';
import { Few, limitOf } from '../../rebuilding/few';
import { report } from '../../rebuilding/report';
import { answersInWords, type AnswerInWords } from '../../rebuilding/answers-in-words';
import { differencesInWords, type DifferenceInWords } from '../../rebuilding/differences-in-words';
import { withRebuild, type Rebuilding } from '../../rebuilding/with-rebuild';
import type { Terminal } from '../../terminal/terminal';

/** Says what would change, and changes nothing. */
export async function diffReadModels(invocation: Invocation): Promise<ExitCode> {
  const limit = limitOf(invocation.options);
  return withRebuild(invocation, async (rebuilding) => {
    await build(rebuilding);
    let code: ExitCode = ExitCode.done;
    for (const name of rebuilding.names) {
      if (await wouldChange(rebuilding, name, invocation, limit)) code = ExitCode.found;
    }
    return code;
  });
}

async function wouldChange(
  rebuilding: Rebuilding,
  name: string,
  { terminal, clock }: Invocation,
  limit: number,
): Promise<boolean> {
  const [differences, answers] = [new Few<DifferenceInWords>(limit), new Few<AnswerInWords>(limit)];
  const now = clock();
  const built = await compare(rebuilding, name, (difference) => {
    differences.add(differencesInWords(difference));
    answers.add(answersInWords(name, difference, now));
  });
  await rebuilding.rebuild.discard(name);
  await report(terminal, name, built, differences);
  if (built.differences > 0) await printAnswers(terminal, name, built, answers);
  return built.differences > 0;
}

async function printAnswers(
  terminal: Terminal,
  name: string,
  { against, version }: Built,
  answers: Few<AnswerInWords>,
): Promise<void> {
  if (against !== version) {
    return terminal.line(
      `  Version ${version} has other rows than version ${against}, so answers are not compared.`,
    );
  }
  for (const answer of answers.first) terminal.record({ readModel: name, answer });
  terminal.record({ readModel: name, changedAnswers: answers.total });
  if (answers.total === 0) return terminal.line('  No answer given now would be another.');
  terminal.line(`  Answers given now that would be others: ${answers.total.toLocaleString('en')}`);
  await terminal.table(
    columns,
    answers.first.map(({ contract, employee, about, live, built }) => [
      `  ${contract}`,
      employee ?? '',
      about,
      live,
      built,
    ]),
  );
  if (answers.left > 0)
    terminal.line(`  and ${answers.left.toLocaleString('en')} more. --limit lists more of them.`);
}

const columns = ['  Contract', 'Asked by', 'Of', 'Live', 'Built again'].map((title) => ({ title }));
