import { storeKinds } from '../support/live-ledger';
import { times } from '../support/times';
import { twoProcessesCase } from './two-processes-cases';

for (const kind of storeKinds) twoProcessesCase(kind, times(100_000));
