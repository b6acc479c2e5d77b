import type { LedgerCommand } from '../../ledger-command';

export const doctorCommand: LedgerCommand = {
  name: 'doctor',
  summary: 'Print what is wrong with the service or its ledger, and what to do about it.',
  describe: (command) =>
    command.description(
      'Looks at what "ledger status" prints, and is silent on all that is well. It changes nothing, and takes seconds: whether history ' +
        'was tampered with is for "ledger verify" to say.',
    ),
  examples: [{ call: 'doctor', does: 'What needs attention:' }],
  found: 'Something needs attention.',
  load: async () => (await import('./print-advice.js')).printAdvice,
};
