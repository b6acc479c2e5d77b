import { join } from 'node:path';
import type { Call } from './measured-run';

const LEDGER = join(__dirname, '../../apps/ledger/src/main.js');

/** A command of `ledger` on the ledger in a folder. */
export const ledgerCall = (
  dataDirectory: string,
  args: readonly string[],
  more: Partial<Call> = {},
): Call => ({
  script: LEDGER,
  args,
  environment: { DATA_DIR: dataDirectory },
  ...more,
});
