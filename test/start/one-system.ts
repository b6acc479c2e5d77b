import { addressesOf, startSystem, type StartedSystem } from '../support/started-system';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';

/** Each test may start a system, in a folder of its own. It is stopped after the test. */
let own: TemporaryFolder;
let started: StartedSystem | null;

beforeEach(async () => {
  own = await temporaryFolder();
  started = null;
});
afterEach(async () => {
  started?.process.kill('SIGTERM');
  await started?.ended;
  await own.remove();
});

export const folder = (): string => own.path;

export async function start(more: Record<string, string> = {}): Promise<StartedSystem> {
  started = await startSystem({ DATA_DIR: own.path, ...more });
  return started;
}

export const answers = (url: string): Promise<boolean> =>
  fetch(url, { redirect: 'manual' }).then(
    () => true,
    () => false,
  );

export function endsInOrderOn(signal: NodeJS.Signals): void {
  it(`ends in order on ${signal}, however often it comes`, async () => {
    const running = await start();
    const urls = Object.values(await addressesOf(running));
    running.process.kill(signal);
    running.process.kill(signal);
    expect(await running.ended).toBe(0);
    expect(running.errors.at(-1)).toBe('The consent ledger has stopped.');
    expect(await Promise.all(urls.map(answers))).toEqual([false, false, false]);
  });
}
