import { brokenServices } from './broken-services';
import { judgesBrokenServices } from './broken-services-suite';

judgesBrokenServices(brokenServices);
