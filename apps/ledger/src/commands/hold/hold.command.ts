import { Argument } from 'commander';
import { addKindOption } from '../../ask-patient';
import type { LedgerCommand } from '../../ledger-command';

export const holdCommand: LedgerCommand = {
  name: 'hold',
  summary: 'Place, lift or list legal holds: what they concern is not removed, however old it is.',
  describe: (command) =>
    addKindOption(command)
      .description(
        'A hold is on a patient, on a care provider, or on a case, which keeps all records of its days. Placing and lifting are ' +
          'recorded as events of the ledger. A patient is asked for, or read from the first line of standard input.',
      )
      .addArgument(
        new Argument(
          '<what>',
          'place: place a hold, and print its id. lift: lift the one with this id. list: print them.',
        ).choices(['place', 'lift', 'list']),
      )
      .argument('[id]', 'With lift: the id of the hold.')
      .option('--patient', 'With place: on a patient, whose identity is then asked for.')
      .option('--provider <id>', 'With place: on the care provider with this HSA-id.')
      .option('--case <reference>', 'With place: on a case, such as "dnr 2026-117".')
      .option(
        '--from <day>',
        'With --case: the first day (UTC) whose records are kept. Any, when it is left out.',
      )
      .option('--to <day>', 'With --case: the last day. Any, when it is left out.')
      .option('--reason <text>', 'Why it is placed or lifted, without personal identities.')
      .option('--authority <text>', 'The decision or provision that says so, without personal identities.')
      .option('--all', 'With list: those that are lifted, too.')
      .option('--show-patient', 'With list: print personal identities whole. They are covered otherwise.'),
  examples: [
    {
      call: 'hold place --case "dnr 2026-117" --from 2026-01-01 --to 2026-03-31 --reason "Supervision" --authority "Decision of 2 April"',
      does: 'Keep all records of a quarter, and print the id of the hold:',
    },
    {
      call: 'hold place --patient --reason "Claim for damages" --authority "Chief lawyer" < identity.txt',
      does: 'Keep what concerns a patient:',
    },
    {
      call: 'hold lift 7d3c9f10-4b7e-4f6a-9a51-000000000001 --reason "Case closed" --authority "Chief lawyer"',
      does: 'Lift a hold:',
    },
    { call: 'hold list --all', does: 'All holds, those that are lifted too:' },
  ],
  isLook: true,
  load: async () => (await import('./holds.js')).runHold,
};
