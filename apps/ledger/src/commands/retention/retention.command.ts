import { Argument } from 'commander';
import type { LedgerCommand } from '../../ledger-command';

export const retentionCommand: LedgerCommand = {
  name: 'retention',
  summary: 'Show which days of records of checks and looks have lapsed, and what holds keep of them.',
  describe: (command) =>
    command
      .description(
        'DECISION_LOG_YEARS says how many years records are kept at least. A day is over at midnight UTC, and a hold keeps it whole: ' +
          'also a day with a record that may concern the held patient or care provider.',
      )
      .addArgument(
        new Argument(
          '<what>',
          'plan: print what has lapsed, and why what is kept is kept. Nothing is changed.',
        ).choices(['plan']),
      ),
  examples: [
    { call: 'retention plan', does: 'What has lapsed, and what holds keep of it:' },
    { call: 'retention plan --json', does: 'A day a line, and at last the summary:' },
  ],
  isLook: true,
  load: async () => (await import('./print-plan.js')).printPlan,
};
