import type { LedgerCommand } from '../../ledger-command';

export const providerCommand: LedgerCommand = {
  name: 'provider',
  summary: "Print a care provider's consents as a timeline, including ended ones.",
  describe: (command) =>
    command
      .description(
        'Consent by consent, in the order in which they were last changed. Of a consent that is changed meanwhile, the change ' +
          'is said at the end.',
      )
      .argument('<careProviderId>', 'The HSA-id of the care provider.')
      .option('--from <time>', 'Only what was recorded from this time on.')
      .option('--to <time>', 'Only what was recorded up to this time, which is included.')
      .option('--svg <file>', 'Write a picture of it to a file, too.'),
  examples: [
    {
      call: 'provider SE165565594230-1000 --from 2026-03-01 --to 2026-03-31',
      does: 'What was recorded in a month:',
    },
    {
      call: 'provider SE165565594230-1000 --json | gzip > provider.ndjson.gz',
      does: 'All of it, however much it is:',
    },
  ],
  isLook: true,
  load: async () => (await import('./print-provider.js')).printProvider,
};
