import type { Built, Digested } from '#ledger';
import type { Terminal } from '../terminal/terminal';
import type { Few } from './few';
import type { DifferenceInWords } from './differences-in-words';

/** Says what was built, what it was compared with, and what differs. */
export async function report(
  terminal: Terminal,
  name: string,
  built: Built,
  differences: Few<DifferenceInWords>,
): Promise<void> {
  const { against, position, after } = built;
  for (const difference of differences.first) terminal.record({ readModel: name, difference });
  terminal.record({
    readModel: name,
    position,
    against,
    live: built.before,
    built: after,
    differingRows: built.differences,
  });
  if (against === null)
    return terminal.line(`${name}: built at position ${position}: ${measured(after)}. Nothing was live yet.`);
  if (built.differences === 0) {
    return terminal.line(`${name}: the same as what is live at position ${position}: ${measured(after)}.`);
  }
  terminal.line(`${name}: ${rows(built.differences)} of version ${against} differ at position ${position}.`);
  terminal.line(`  live:  ${measured(built.before)}`);
  terminal.line(`  built: ${measured(after)}`);
  await terminal.table(
    columns,
    differences.first.map(({ about, what, live, built: other }) => [`  ${about}`, what, live, other]),
  );
  if (differences.left > 0)
    terminal.line(`  and ${differences.left.toLocaleString('en')} more. --limit lists more of them.`);
}

const columns = [{ title: '  Of' }, { title: 'What' }, { title: 'Live' }, { title: 'Built again' }];

const rows = (count: number): string => (count === 1 ? '1 row' : `${count.toLocaleString('en')} rows`);

const measured = ({ digest, rows: count }: Digested): string => `${rows(count)}, digest ${digest}`;
