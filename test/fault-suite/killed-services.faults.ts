import { onOneServer } from '../staleness/two-services';
import { times } from '../support/times';
import { embedded, survives } from './besieged-ledger';
import { killBoth, oneKilledBesideTheOther, stopEach } from './killed-services';

const onServer = { start: onOneServer };

oneKilledBesideTheOther('one folder', embedded, times(10));
oneKilledBesideTheOther('EventStoreDB', onServer, times(5));

survives('a kill of both services at once', embedded, killBoth);
survives('SIGTERM under load', embedded, stopEach);
survives('SIGTERM under load on EventStoreDB', onServer, stopEach);
