import { startInProcess, type InProcessService } from '../support/in-process-service';
import { failedIn, runKitCommand } from './run-kit-command';

let service: InProcessService;

beforeAll(async () => void (service = await startInProcess()));
afterAll(() => service.close());

/** What a service does, and a row of each kind; conformance.long.ts runs every case. */
const CHOSEN = [
  ...['register.*ed', 'register.again*', 'register.*.kinds-mixed', 'check.a*', 'check.latest-type'],
  ...['cancel.*twice', 'delete.*twice', '*.already-*', '*.unknown', 'end.*er', 'end.now'],
  ...['get*.cancelled', 'get*.valid', 'get-for-care-provider.next-synchronisation', '*.assertionId.invalid'],
];

it.each(['json', 'soap'])('our service passes over %s', async (door) => {
  const run = await runKitCommand(service.url, '--door', door, '--only', ...CHOSEN);
  expect(failedIn(run)).toEqual([]);
  expect(run).toMatchObject({ code: 0, complained: '' });
});
