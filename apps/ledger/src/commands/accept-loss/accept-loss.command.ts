import type { LedgerCommand } from '../../ledger-command';

export const acceptLossCommand: LedgerCommand = {
  name: 'accept-loss',
  summary: 'Accept that the newest events of the log are lost, when there is no newer backup.',
  describe: (command) =>
    command
      .description(
        'Only for a log that has lost its end, and only when no newer backup can be restored. A consent whose cancellation was lost is ' +
          'answered yes afterwards. The acceptance is recorded as an event. The read models and the tree, which still hold the lost ' +
          'events, are renamed and kept, and the service builds new ones when it starts. Stop the service and the portal first.',
      )
      .requiredOption('--from <position>', 'The first position that is missing, as the refusal named it.')
      .requiredOption(
        '--reason <text>',
        'Why it is accepted, and by whose decision, without personal identities.',
      ),
  examples: [
    {
      call: 'accept-loss --from 4711 --reason "Disk failure on 2 March, no newer backup. Decided by the head of operations."',
      does: 'The service may start without the events from position 4711 on:',
    },
  ],
  load: async () => (await import('./accept-loss.js')).acceptLostEnd,
};
