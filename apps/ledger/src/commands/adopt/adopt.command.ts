import { Option, type Command } from 'commander';
import type { LedgerCommand } from '../../ledger-command';

export const adoptCommand: LedgerCommand = {
  name: 'adopt',
  summary: 'Adopt the consents of another service, and end here what has ended there.',
  describe: (command) =>
    provedBy(command)
      .argument('<address>', 'The address of the other service: what /v2/... or /{Contract}/... is below.')
      .argument('<careProviders...>', 'The HSA-ids of the care providers whose consents are adopted.')
      .description(
        'A consent is adopted when the other service says that it is valid, and it passes the rules of a registration. It is recorded ' +
          'with where it comes from, and counts here from then on. Run it again until the other service takes no more changes: each ' +
          'run adopts what is new, and ends here what was adopted and has ended or changed there. What was registered here is left ' +
          'alone. An interrupted run is made again. The caller is proved by --cert and --key, by --token-issuer, by --token-file, or by CONSENT_TOKEN.',
      )
      .requiredOption('--source <id>', 'The HSA-id of the other service: the same in every run.')
      .requiredOption('--operator <id>', 'Your HSA-id. It is recorded with each consent.')
      .addOption(
        new Option('--door <door>', 'How the other service is asked.')
          .choices(['soap', 'json'])
          .default('soap'),
      )
      .option(
        '--logical-address <id>',
        'The logical address of SOAP requests, if it is not that of --source.',
      )
      .option('--timeout <seconds>', 'How long an answer may take.', '30')
      .option('--concurrency <count>', 'How many patients are asked for at a time.', '4')
      .option('--dry-run', 'Say what would be done, and write nothing.')
      .option('--all-gone', 'End all that was adopted even if the other service lists none of it.'),
  examples: [
    {
      call: 'adopt https://consents.example SE165565594230-2000 --source SE165565594230-1000 --operator SE165565594230-20B7 --dry-run',
      does: 'What would come, end, or be refused:',
    },
    {
      call: 'adopt https://consents.example SE165565594230-2000 --source SE165565594230-1000 --operator SE165565594230-20B7 --cert client.pem --key client.key',
      does: 'Adopt them, with a client certificate:',
    },
    {
      call: 'adopt https://consents.example SE165565594230-2000 --source SE165565594230-1000 --operator SE165565594230-20B7 --token-issuer https://issuer.example --client-id records --client-key client.key',
      does: 'The same, with tokens of an issuer:',
    },
  ],
  found: 'A consent could not be adopted or confirmed, or the other service left something out.',
  load: async () => (await import('./adopt.js')).adopt,
};

/** How the other service learns who calls. */
const provedBy = (command: Command): Command =>
  command
    .option('--cert <file>', 'The certificate that proves the caller, as PEM.')
    .option('--key <file>', 'Its key, as PEM.')
    .option(
      '--ca <file>',
      'The authority of the other service, as PEM. For the issuer of tokens, set NODE_EXTRA_CA_CERTS.',
    )
    .option('--token-file <file>', 'A file with the bearer token of the caller. It is read for each request.')
    .option(
      '--token-issuer <address>',
      'The issuer that gives the caller tokens, renewed as long as the run lasts.',
    )
    .option('--token-endpoint <address>', 'The address of its tokens, if it publishes no metadata.')
    .option('--client-id <id>', 'What the issuer knows the caller by.')
    .option(
      '--client-key <file>',
      'The private key that proves the caller to the issuer (private_key_jwt), as PEM: P-256 or RSA.',
    )
    .option('--client-key-id <id>', 'What the issuer knows the key by. Its thumbprint, when it is left out.')
    .option('--resource <address>', 'What the token is for, as the issuer asks for it (RFC 8707).')
    .option('--scope <scopes>', 'The scopes to ask the issuer for.');
