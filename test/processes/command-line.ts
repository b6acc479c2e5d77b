import { setTimeout as wait } from 'node:timers/promises';
import { ExitCode } from '../../apps/ledger/src/exit-code';
import { Failure } from '../../apps/ledger/src/failure';
import type { LedgerCommand, Run } from '../../apps/ledger/src/ledger-command';
import { runCommandLine } from '../../apps/ledger/src/run-command';

const command = (name: string, run: Run, found?: string): LedgerCommand => ({
  name,
  summary: `A command for tests: ${name}.`,
  describe: (described) => void described.argument('[text]'),
  examples: [{ call: name, does: 'Try it:' }],
  load: async () => run,
  ...(found !== undefined && { found }),
});

const resource = (name: string) => ({ close: async () => void process.stderr.write(`${name} closed\n`) });

const talk: Run = async ({ terminal, using }) =>
  using(resource('store'), async () => {
    for (let n = 0; n < 1_000_000; n++) {
      terminal.line(`line ${n}`);
      if (n % 100 === 0) await wait(0);
    }
    return ExitCode.done;
  });

/** What real commands do only on a bad day, or where somebody watches. */
const commands: readonly LedgerCommand[] = [
  command('fail', async ({ args }) => {
    throw new Error(args[0]);
  }),
  command('fail-in-words', async ({ using }) =>
    using(resource('store'), async () => {
      throw new Failure('It cannot be done today.');
    }),
  ),
  command('wait', async ({ using }) =>
    using(resource('store'), () =>
      using(resource('read models'), async () => {
        process.stdout.write('waiting\n');
        await wait(600_000);
        return ExitCode.done;
      }),
    ),
  ),
  command('talk', talk),
  command(
    'look-for',
    async ({ terminal }) => {
      for (let n = 0; n < 1000; n++) {
        terminal.line(`line ${n}`);
        if (n % 100 === 0) await wait(5);
      }
      return ExitCode.found;
    },
    'It was found.',
  ),
  command('work', async ({ terminal }) => {
    const progress = await terminal.progress('Working', 1000);
    for (let n = 1; n <= 1000; n++) {
      progress.at(n, n * 10);
      if (n % 20 === 0) await wait(15);
    }
    progress.end();
    terminal.line('done');
    return ExitCode.done;
  }),
  command('work-until-stopped', async ({ terminal }) => {
    const progress = await terminal.progress('Working', 1000);
    progress.at(1);
    await wait(600_000);
    return ExitCode.done;
  }),
  command('list', async ({ terminal }) => {
    await terminal.table(
      [{ title: 'Day' }, { title: 'Reason' }],
      [['2026-10-01', 'Visit in a week, at the ward']],
    );
    return ExitCode.done;
  }),
  command('ask', async ({ terminal }) => {
    const answer = await terminal.ask('The secret');
    terminal.line(`${answer.length} characters`);
    return ExitCode.found;
  }),
];

void runCommandLine([{ heading: 'Commands:', commands }], process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
