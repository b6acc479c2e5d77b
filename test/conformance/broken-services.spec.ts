import { brokenServices } from './broken-services';
import { judgesBrokenServices } from './broken-services-suite';

const first = (door: 'json' | 'soap', count: number) =>
  brokenServices.filter((one) => one.door === door).slice(0, count);

// broken-services.long.ts has them all.
judgesBrokenServices([...first('json', 8), ...first('soap', 3)]);
