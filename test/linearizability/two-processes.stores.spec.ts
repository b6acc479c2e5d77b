import { storesOfThisRun } from '../support/live-ledger';
import { twoProcessesCase } from './two-processes-cases';

for (const kind of storesOfThisRun) twoProcessesCase(kind, 600);
