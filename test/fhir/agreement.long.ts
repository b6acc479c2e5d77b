import { storeKinds } from '../support/live-ledger';
import { agreement } from './agreement.cases';

const SEEDS = [1, 2, 3, 4, 5];

describe.each(storeKinds)('after random histories on %s', (kind) => agreement(kind, SEEDS));
