import { readFileSync } from 'node:fs';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { DoorName } from '#contract-doors';
import { reportPath } from './report-path';

/** What the command was given. */
export interface Options {
  readonly door: DoorName | 'both';
  readonly careProvider: string;
  readonly careUnit?: string;
  readonly employee: string;
  readonly logicalAddress: string;
  readonly token?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly ca?: string;
  readonly header: Readonly<Record<string, string>>;
  readonly only: readonly string[];
  readonly skip: readonly string[];
  readonly codesOnly: boolean;
  /** In seconds. */
  readonly timeout: number;
  readonly junit?: string;
  readonly json?: string;
  readonly list: boolean;
}

function httpAddress(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new InvalidArgumentError('Give an http or https address, such as http://127.0.0.1:3000.');
  return text;
}

function hsaId(text: string): string {
  if (!/^[A-Za-z0-9-]{3,32}$/.test(text))
    throw new InvalidArgumentError('An HSA-id has at most 32 letters, digits and hyphens.');
  return text;
}

function seconds(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 600)) throw new InvalidArgumentError('Use seconds: more than 0, at most 600.');
  return value;
}

function header(text: string, before: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const [, name, value] = /^([A-Za-z0-9-]+):\s*([\x20-\x7e]+)$/.exec(text) ?? [];
  if (name === undefined) throw new InvalidArgumentError("Use 'Name: value'.");
  return { ...before, [name]: value! };
}

function pem(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new InvalidArgumentError(`The file cannot be read: ${(error as NodeJS.ErrnoException).code}.`);
  }
}

/** The command with its options; `run` gets what was given, after it was checked. */
export function commandOf(run: (address: string | undefined, options: Options) => Promise<void>): Command {
  return new Command('consent-conformance')
    .description(
      'Tests a service that speaks the consent contracts, over JSON and SOAP. It registers consents for public test numbers, and ends them afterwards: run it against a test system.',
    )
    .argument('[address]', 'The address of the service, such as http://127.0.0.1:3000.', httpAddress)
    .addOption(
      new Option('--door <door>', 'Which door to test.').choices(['json', 'soap', 'both']).default('both'),
    )
    .option('--care-provider <id>', 'The HSA-id of the care provider.', hsaId, 'SE165565594230-2000')
    .option('--care-unit <id>', 'The HSA-id of the unit (default: a new one for each case).', hsaId)
    .option('--employee <id>', 'The HSA-id of the employee.', hsaId, 'SE165565594230-20A1')
    .option('--logical-address <id>', 'The logical address of SOAP requests.', 'SE165565594230-1000')
    .addOption(new Option('--token <token>', 'A bearer token of the caller.').env('CONSENT_TOKEN'))
    .option('--cert <file>', "The caller's certificate, as PEM.", pem)
    .option('--key <file>', 'Its key, as PEM.', pem)
    .option('--ca <file>', "The authority of the service's certificate, as PEM.", pem)
    .option('--header <header>', "A header of each request: 'Name: value'. Can be repeated.", header, {})
    .option('--only <ids...>', 'Only these cases. * stands for anything: cancel.*', [])
    .option('--skip <ids...>', 'Not these cases.', [])
    .option('--codes-only', 'Accept other texts of refusals than those of the table.', false)
    .option('--timeout <seconds>', 'How long an answer may take.', seconds, 30)
    .option('--junit <file>', 'Write a JUnit report.', reportPath)
    .option('--json <file>', 'Write a JSON report.', reportPath)
    .option('--list', 'Print the cases and run none.', false)
    .addHelpText('after', EXIT_CODES)
    .action(run);
}

const EXIT_CODES = `
Exit codes: 0 every case passed, 1 a case failed, 2 wrong usage, or a service that cannot be tested.`;
