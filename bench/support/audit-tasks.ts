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
];
