import { Argument } from 'commander';
import type { LedgerCommand } from '../../ledger-command';

export const retentionCommand: LedgerCommand = {
  name: 'retention',
  summary: 'Show which days of records of checks and looks have lapsed, or remove them.',
  describe: (command) =>
    command
      .description(
        'DECISION_LOG_YEARS says how many years records are kept at least. A day is over at midnight UTC, and a hold keeps it whole: ' +
          'also a day with a record that may concern the held patient or care provider. What is removed cannot be brought back. Stop the ' +
          'service and the portal first.',
      )
      .addArgument(
        new Argument(
          '<what>',
          'plan: print what has lapsed, and why what is kept is kept. Nothing is changed. apply: remove what a plan lists.',
        ).choices(['plan', 'apply']),
      )
      .option(
        '--before <date>',
        'Only days before this one, such as 2020-01-01, of those that have lapsed. Give apply the date that its plan was made with.',
      )
      .option(
        '--plan <digest>',
        'With apply: the digest that the plan printed. Another plan is not carried out.',
      )
      .option(
        '--today <day>',
        'With apply: the day of today (UTC), such as 2031-03-02. Needed where no call of the last days is recorded.',
      )
      .option('--reason <text>', 'With apply: why it is done, without personal identities.')
      .option('--authority <text>', 'With apply: the decision or provision that says so.'),
  examples: [
    { call: 'retention plan', does: 'What has lapsed, and what holds keep of it:' },
    { call: 'retention plan --json', does: 'A day a line, and at last the summary:' },
    { call: 'retention plan --before 2020-01-01', does: 'Only of the days before a date:' },
    {
      call: 'retention apply --plan e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 --reason "Yearly" --authority "Records schedule 4.2"',
      does: 'Remove what that plan lists:',
    },
  ],
  isLook: true,
  load: async () => (await import('./run-retention.js')).runRetention,
};
