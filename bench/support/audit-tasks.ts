import { join } from 'node:path';
import { ledgerCall } from './ledger-call';
import type { LedgerFacts } from './ledger-facts';
import type { Call } from './measured-run';

/** What a task goes through, and so what its rate counts; absent where it only looks something up. */
export type Counted = 'events' | 'decisions';

export interface Task {
  readonly name: string;
  readonly counted?: Counted;
  readonly call: (dataDirectory: string, facts: LedgerFacts) => Call;
}

const readAll =
  (log: string) =>
  (dataDirectory: string): Call => ({
    script: join(__dirname, '../baselines/read-all.js'),
    args: [join(dataDirectory, log)],
  });

/** Of the patient of whom there is most to tell, two years and more ago, as it was known later. */
const asOf =
  (options: readonly string[]): Task['call'] =>
  (folder, { patient, place: { careProviderId, careUnitId }, month }) => {
    const actor = ['--employee', `${careUnitId}E1`, '--provider', careProviderId, '--unit', careUnitId];
    const times = ['--valid-at', `${month}-15T08:00:00`, '--known-at', '2025-12-31T12:00:00'];
    const input = `${patient.extension}\n`;
    return ledgerCall(folder, ['as-of', ...actor, ...times, ...options], { input });
  };

/** What the others are compared with: reading the log, or the decisions, and nothing else. */
export const baselines: readonly Task[] = [
  { name: 'read the log', counted: 'events', call: readAll('log') },
  { name: 'read the decisions', counted: 'decisions', call: readAll('audit-log') },
];

/** Every command, in an order in which each finds what it needs. */
export const tasks: readonly Task[] = [
  {
    name: 'history',
    call: (folder, { assertionId }) => ledgerCall(folder, ['history', assertionId]),
  },
  {
    name: 'patient',
    call: (folder, { patient }) => ledgerCall(folder, ['patient'], { input: `${patient.extension}\n` }),
  },
  {
    name: 'provider, all of the largest',
    call: (folder, { careProviderId }) => ledgerCall(folder, ['provider', careProviderId]),
  },
  {
    name: 'provider, a month',
    call: (folder, { careProviderId, month }) =>
      ledgerCall(folder, ['provider', careProviderId, '--from', `${month}-01`, '--to', `${month}-30`]),
  },
  { name: 'as-of', call: asOf([]) },
  { name: 'as-of --replay', counted: 'events', call: asOf(['--replay']) },
];
