import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { call } from '../support/call';
import { ledger, type LedgerRun } from '../support/ledger-cli';
import { person } from '../support/people';
import { toRegister } from '../support/requests';
import { spawnService } from '../support/spawned-service';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';

export const place = {
  patientId: person(1),
  careProviderId: 'SE165565594230-2000',
  careUnitId: 'SE165565594230-2001',
};

export type Environment = Record<string, string>;

/** Each test has a folder of its own, with no ledger in it. */
let folder: TemporaryFolder;
beforeEach(async () => (folder = await temporaryFolder()));
afterEach(() => folder.remove());

/** A path in the folder of the test. */
export const at = (name: string): string => join(folder.path, name);

/** Where the ledger is to be begun: a folder that is not there yet. */
export const data = (): string => at('data');

export const elsewhere = (more: Environment = {}): Environment => ({ DATA_DIR: data(), ...more });
export const inProduction = (more: Environment = {}): Environment =>
  elsewhere({ NODE_ENV: 'production', ...more });

/** Starts the service and stops it again. */
export async function startOnce(environment: Environment): Promise<void> {
  const service = await spawnService(environment);
  expect(await service.end('SIGTERM')).toBe(0);
}

export async function registerOnce(environment: Environment): Promise<void> {
  const service = await spawnService(environment);
  const { status } = await call(service.url, 'register-extended-consent', toRegister(randomUUID(), place));
  expect(status).toBe(201);
  await service.end('SIGTERM');
}

export const run = (args: readonly string[], environment: Environment = inProduction()): Promise<LedgerRun> =>
  ledger(args, { environment });

export const init = (...more: string[]): Promise<LedgerRun> => run(['init', ...more]);

/** Commands that open a ledger. None of them may begin one. */
export const openingCommands: readonly (readonly string[])[] = [
  ['history', randomUUID()],
  ['decisions'],
  ['sign-ons'],
  ['verify'],
  ['export', '-'],
  ['checkpoint'],
  ['receipt', randomUUID()],
  ['rebuild'],
  ['diff'],
  ['sample', '--month', '2026-03', '--seed', 'a'],
  ['hold', 'list'],
  ['retention', 'plan'],
  ['accept-loss', '--from', '1', '--reason', 'None.'],
];

/** What a ledger can lose by half, and what is said of it. */
export const halves: readonly (readonly [lost: string, refusal: RegExp])[] = [
  ['audit-log', /is missing: log is there, and audit-log, which holds the recorded checks/],
  ['log', /is missing: audit-log is there, and log, which holds the consents, is not/],
];
