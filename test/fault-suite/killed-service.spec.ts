import { embedded } from './besieged-ledger';
import { oneKilledBesideTheOther } from './killed-services';

oneKilledBesideTheOther('one folder', embedded, 1);
