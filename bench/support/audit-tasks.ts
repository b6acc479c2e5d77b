import { join } from 'node:path';
import { ledgerCall } from './ledger-call';
import type { LedgerFacts } from './ledger-facts';
import type { Call } from './measured-run';

/** What a task goes through, and so what its rate counts; absent where it only looks something up. */
export type Counted = 'events' | 'decisions';

export interface Task {
  readonly name: string;
  readonly counted?: Counted;
  /** The folder is the task's own to leave files in; the ledger is in its `ledger`. */
  readonly call: (folder: string, facts: LedgerFacts) => Call;
}

export const ledgerIn = (folder: string): string => join(folder, 'ledger');

/** What the tasks leave in the folder beside the ledger. */
export const LEFT_BEHIND = ['receipt.json', 'export.ndjson', 'export.ndjson.gz', 'imported'];

const readAll =
  (log: string): Task['call'] =>
  (folder) => ({
    script: join(__dirname, '../baselines/read-all.js'),
    args: [join(ledgerIn(folder), log)],
  });

const plain =
  (...args: readonly string[]): Task['call'] =>
  (folder) =>
    ledgerCall(ledgerIn(folder), args);

/** Of the patient of whom there is most to tell, two years and more ago, as it was known later. */
const asOf =
  (...options: readonly string[]): Task['call'] =>
  (folder, { patient, place: { careProviderId, careUnitId }, month }) => {
    const actor = ['--employee', `${careUnitId}E1`, '--provider', careProviderId, '--unit', careUnitId];
    const times = ['--valid-at', `${month}-15T08:00:00`, '--known-at', '2025-12-31T12:00:00'];
    const input = `${patient.extension}\n`;
    return ledgerCall(ledgerIn(folder), ['as-of', ...actor, ...times, ...options], { input });
  };

const days = (month: string): string[] => ['--from', `${month}-01`, '--to', `${month}-30`];

const everyDay = ['--from', '2021-01-01', '--to', '2026-12-31'];

/** What the others are compared with: reading the log, or the decisions, and nothing else. */
export const baselines: readonly Task[] = [
  { name: 'read the log', counted: 'events', call: readAll('log') },
  { name: 'read the decisions', counted: 'decisions', call: readAll('audit-log') },
];

/** Every command, in an order in which each finds what it needs. */
export const tasks: readonly Task[] = [
  {
    name: 'history',
    call: (folder, { assertionId }) => ledgerCall(ledgerIn(folder), ['history', assertionId]),
  },
  {
    name: 'patient',
    call: (folder, { patient }) =>
      ledgerCall(ledgerIn(folder), ['patient'], { input: `${patient.extension}\n` }),
  },
  {
    name: 'provider, all of the largest',
    call: (folder, { careProviderId }) => ledgerCall(ledgerIn(folder), ['provider', careProviderId]),
  },
  {
    name: 'provider, a month',
    call: (folder, { careProviderId, month }) =>
      ledgerCall(ledgerIn(folder), ['provider', careProviderId, ...days(month)]),
  },
  { name: 'as-of', call: asOf() },
  { name: 'as-of --replay', counted: 'events', call: asOf('--replay') },
  { name: 'decisions, all', counted: 'decisions', call: plain('decisions', ...everyDay, '--json') },
  {
    name: 'decisions --re-execute',
    counted: 'decisions',
    call: plain('decisions', ...everyDay, '--re-execute'),
  },
  {
    name: 'decisions, a patient in a month',
    call: (folder, { patient, month }) =>
      ledgerCall(ledgerIn(folder), ['decisions', '--patient', ...days(month)], {
        input: `${patient.extension}\n`,
      }),
  },
  { name: 'rebuild', counted: 'events', call: plain('rebuild') },
  { name: 'diff', counted: 'events', call: plain('diff') },
  {
    name: 'receipt',
    call: (folder, { assertionId }) =>
      ledgerCall(ledgerIn(folder), ['receipt', assertionId, '--out', join(folder, 'receipt.json')]),
  },
  {
    name: 'verify-receipt',
    call: (folder) => ledgerCall(ledgerIn(folder), ['verify-receipt', join(folder, 'receipt.json')]),
  },
  { name: 'checkpoint', call: plain('checkpoint') },
  { name: 'verify', counted: 'events', call: plain('verify') },
  {
    name: 'sample, a month',
    call: (folder, { month }) =>
      ledgerCall(ledgerIn(folder), ['sample', '--month', month, '--seed', 'bench']),
  },
  {
    name: 'export',
    counted: 'events',
    call: (folder) => ledgerCall(ledgerIn(folder), ['export', join(folder, 'export.ndjson')]),
  },
  {
    name: 'export --gzip',
    counted: 'events',
    call: (folder) => ledgerCall(ledgerIn(folder), ['export', join(folder, 'export.ndjson.gz')]),
  },
  {
    name: 'import',
    counted: 'events',
    call: (folder) => ledgerCall(join(folder, 'imported'), ['import', join(folder, 'export.ndjson')]),
  },
];
