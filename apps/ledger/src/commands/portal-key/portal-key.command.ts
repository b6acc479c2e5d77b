import type { LedgerCommand } from '../../ledger-command';

export const portalKeyCommand: LedgerCommand = {
  name: 'portal-key',
  summary: 'Print how to register the portal at its identity provider: its public key and addresses.',
  describe: (command) =>
    command.description(
      'Prints the client metadata (RFC 7591) that the settings of the portal call for, and nothing that is secret. The private key is ' +
        'made in DATA_DIR if OIDC_CLIENT_KEY_FILE is not set and there is none. Run it as the user of the portal. No ledger is opened.',
    ),
  examples: [
    { call: 'portal-key', does: 'What to enter at the identity provider, such as HelseID:' },
    {
      call: 'portal-key --data-dir /var/lib/consent-portal',
      does: 'The same for a portal that keeps its key there:',
    },
  ],
  load: async () => (await import('./print-portal-key.js')).printPortalKey,
};
