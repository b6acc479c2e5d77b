import { ExitCode } from '../../exit-code';
import { Failure, WrongUsage } from '../../failure';
import type { Invocation } from '../../ledger-command';
import { build, compare } from '../../rebuilding/build';
import { Few, limitOf } from '../../rebuilding/few';
import { report } from '../../rebuilding/report';
import { differencesInWords, type DifferenceInWords } from '../../rebuilding/differences-in-words';
import { withRebuild, type Rebuilding } from '../../rebuilding/with-rebuild';

/** Builds read models again and puts them in the place of the live ones, or goes back. */
export async function rebuildReadModels(invocation: Invocation): Promise<ExitCode> {
  const { accept, undo } = invocation.options;
  if (accept && undo) throw new WrongUsage('--accept and --undo cannot be combined.');
  const limit = limitOf(invocation.options);
  return withRebuild(invocation, async (rebuilding) => {
    if (undo) return goBack(rebuilding, invocation);
    await build(rebuilding);
    let code: ExitCode = ExitCode.done;
    for (const name of rebuilding.names) {
      if (!(await rebuildOne(rebuilding, name, invocation, limit))) code = ExitCode.found;
    }
    return code;
  });
}

/** Answers whether what was built is live now. */
async function rebuildOne(
  rebuilding: Rebuilding,
  name: string,
  { terminal, options }: Invocation,
  limit: number,
): Promise<boolean> {
  const differences = new Few<DifferenceInWords>(limit);
  const built = await compare(rebuilding, name, (difference) =>
    differences.add(differencesInWords(difference)),
  );
  await report(terminal, name, built, differences);
  const goesLive = built.differences === 0 || options.accept === true;
  if (goesLive) await rebuilding.rebuild.goLive(name, () => undefined);
  else await rebuilding.rebuild.discard(name);
  terminal.record({ readModel: name, switched: goesLive });
  terminal.line(goesLive ? `${name}: what was built is live now.` : kept(name));
  return goesLive;
}

const kept = (name: string): string =>
  `${name}: nothing was changed. When it is the live rows that are wrong: ledger rebuild ${name} --accept`;

async function goBack(
  { rebuild, names, stages, head }: Rebuilding,
  { terminal }: Invocation,
): Promise<ExitCode> {
  const undoable = names.filter((name) => rebuild.canUndo(name));
  if (undoable.length === 0)
    throw new Failure('There is nothing to go back to: nothing was live before what is live now.');
  for (const name of undoable) {
    stages.begin(`Going back with ${name}`, await head());
    await rebuild
      .undo(name, (reached, _goal, events) => stages.at(reached, events))
      .finally(() => stages.end());
    terminal.record({ readModel: name, undone: true });
    terminal.line(`${name}: what was live before is live again.`);
  }
  return ExitCode.done;
}
