import { writeFileSync } from 'node:fs';
import { CommanderError } from 'commander';
import { type Connection, type Door, JsonDoor, SoapDoor } from '#contract-doors';
import { caseInText, jsonReport, junitReport, listInText, summaryInText, summaryOf } from '../reports';
import { type CaseResult, NotReady, runKit } from '../run';
import { chosenCases, WrongUsage } from './chosen-cases';
import { commandOf, type Options } from './options';

/** How the command ends: every case passed, a case failed, or nothing could be tested. */
export const exitCodes = { passed: 0, failed: 1, notTested: 2 } as const;

/** What the command prints to, and how it learns that it shall stop. */
export interface Surroundings {
  readonly print: (text: string) => void;
  readonly complain: (text: string) => void;
  readonly isStopped: () => boolean;
}

/** Runs the command with these arguments. @returns its exit code. */
export async function runCommand(args: readonly string[], surroundings: Surroundings): Promise<number> {
  let code: number = exitCodes.passed;
  const command = commandOf(async (address, options) => {
    code = await run(address, options, surroundings);
  })
    .exitOverride()
    .configureOutput({ writeOut: surroundings.print, writeErr: surroundings.complain });
  try {
    await command.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exitCodes.notTested;
    if (!isForUser(error)) throw error;
    surroundings.complain(`${error.message}\n`);
    return exitCodes.notTested;
  }
}

/** Wrong usage, a service that cannot be tested, or a report that cannot be written. */
function isForUser(error: unknown): error is Error {
  if (error instanceof NotReady || error instanceof WrongUsage) return true;
  return typeof error === 'object' && error !== null && 'syscall' in error;
}

async function run(
  address: string | undefined,
  options: Options,
  { print, isStopped }: Surroundings,
): Promise<number> {
  const cases = chosenCases(options);
  if (options.list) {
    print(listInText(cases));
    return exitCodes.passed;
  }
  if (address === undefined) throw new WrongUsage('Give the address of the service. --help explains.');
  const startedAt = new Date().toISOString();
  const doors = doorsOf(address, options);
  try {
    const results = await runKit({
      doors,
      cases,
      parties: {
        careProviderId: options.careProvider,
        careUnitId: options.careUnit ?? null,
        employeeId: options.employee,
      },
      strictness: { texts: !options.codesOnly },
      clock: Date.now,
      report: (result) => print(caseInText(result)),
      isStopped,
    });
    print(summaryInText(results));
    writeReports(options, address, startedAt, results);
    return codeOf(results);
  } finally {
    for (const door of doors) door.close();
  }
}

function codeOf(results: readonly CaseResult[]): number {
  const { failed, notRun } = summaryOf(results);
  if (notRun > 0) return exitCodes.notTested;
  return failed > 0 ? exitCodes.failed : exitCodes.passed;
}

function writeReports(
  { junit, json }: Options,
  address: string,
  startedAt: string,
  results: readonly CaseResult[],
): void {
  if (junit !== undefined) writeFileSync(junit, junitReport(startedAt, results));
  if (json !== undefined) writeFileSync(json, jsonReport(address, startedAt, results));
}

function doorsOf(address: string, options: Options): readonly Door[] {
  const { door, token, cert, key, ca, header, timeout, logicalAddress } = options;
  const connection: Connection = {
    address,
    timeoutMs: timeout * 1000,
    headers: () => ({ ...(token !== undefined && { authorization: `Bearer ${token}` }), ...header }),
    tls: { ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }) },
  };
  return [
    ...(door === 'soap' ? [] : [new JsonDoor(connection)]),
    ...(door === 'json' ? [] : [new SoapDoor(connection, logicalAddress)]),
  ];
}
