import type { LedgerCommand } from '../../ledger-command';

export const diffCommand: LedgerCommand = {
  name: 'diff',
  summary: 'Print which answers would change if this build rebuilt the read models, before it is deployed.',
  describe: (command) =>
    command
      .description(
        'Builds check, patient and care-provider, or one of them, from the beginning of the ledger beside the live ones, says which ' +
          'rows differ and which answers given now would be others, and throws away what it built. Nothing is switched. Of a new ' +
          'version of a read model it compares the rows only: the queries of this build do not read those of an older one.',
      )
      .argument('[read-model]', 'check, patient or care-provider. All, when it is left out.')
      .option('--limit <count>', 'How many rows and how many answers to list of each read model.', '20'),
  examples: [
    {
      call: 'diff',
      does: 'Before a deployment, with the new build, on the ledger that it is going to serve:',
    },
    {
      call: 'diff check --json --limit 100000',
      does: 'Every check that would be answered otherwise, for machines:',
    },
  ],
  found: 'Something would change.',
  load: async () => (await import('./diff.js')).diffReadModels,
};
