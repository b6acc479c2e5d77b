import { Option } from 'commander';
import { addKindOption } from '../../ask-patient';
import type { LedgerCommand } from '../../ledger-command';

export const signOnsCommand: LedgerCommand = {
  name: 'sign-ons',
  summary: 'List who signed in to the portal, who was refused and why, and which patients were opened.',
  describe: (command) =>
    addKindOption(command)
      .description(
        'The newest come first. A time is a day, or a time of day in Swedish local time unless it has a zone. A person or a ' +
          'patient is asked for, or read from the first line of standard input.',
      )
      .option('--from <time>', 'The first time. 30 days before the last one, when it is left out.')
      .option('--to <time>', 'The last time; of a day, its end. Now, when it is left out.')
      .addOption(
        new Option(
          '--person',
          'Only what one person of the health personnel did, whose identity is then asked for.',
        ).conflicts('patient'),
      )
      .option('--patient', 'Only who opened a patient, whose identity is then asked for.')
      .option('--code <code>', 'Only who was refused with this code.')
      .option('--limit <count>', 'How many to print. All, when it is left out.')
      .option('--show-identities', 'Print personal identities whole. They are covered otherwise.'),
  examples: [
    { call: 'sign-ons --limit 20', does: 'The last twenty things that happened:' },
    {
      call: 'sign-ons --from 2026-10-01 --to 2026-10-31 --code AUT_104',
      does: 'Who was refused in a month for want of an affiliation:',
    },
    {
      call: 'sign-ons --patient --kind personnummer < identity.txt',
      does: 'Who has opened a patient in the last thirty days:',
    },
    { call: 'sign-ons --json', does: 'The same as the first, all of it, for machines:' },
  ],
  isLook: true,
  load: async () => (await import('./list-sign-ons.js')).listSignOns,
};
