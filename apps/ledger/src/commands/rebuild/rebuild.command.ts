import type { LedgerCommand } from '../../ledger-command';

export const rebuildCommand: LedgerCommand = {
  name: 'rebuild',
  summary: 'Rebuild read models beside the live ones, compare the two, and switch when they are equal.',
  describe: (command) =>
    command
      .description(
        'Builds check, patient and care-provider, or one of them, from the beginning of the ledger while services go on answering, ' +
          'and compares every row with the live ones. When all are the same, the new ones become the live ones, in one step, ' +
          'under the running services. A difference is listed, and nothing is changed. It may be stopped at any time.',
      )
      .argument('[read-model]', 'check, patient or care-provider. All, when it is left out.')
      .option(
        '--accept',
        'Switch also when they differ, such as after a change of the code that builds them.',
      )
      .option(
        '--undo',
        'Go back to what was live before the last switch, brought up to the end of the ledger.',
      )
      .option('--limit <count>', 'How many differences to list of each read model.', '20'),
  examples: [
    { call: 'rebuild', does: 'Check that what is answered from follows from the ledger, and make it new:' },
    {
      call: 'rebuild check --accept',
      does: 'Heal a read model that is damaged, after its differences were looked at:',
    },
    { call: 'rebuild check --undo', does: 'Go back:' },
  ],
  found: 'Rows differ, and nothing was changed.',
  load: async () => (await import('./rebuild.js')).rebuildReadModels,
};
