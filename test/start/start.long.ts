import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { addressesOf, type StartedSystem } from '../support/started-system';
import { answers, endsInOrderOn, start } from './one-system';

describe('all of it', () => {
  endsInOrderOn('SIGINT');
  endsInOrderOn('SIGHUP');

  it('ends, with another code, when one of its parts does', async () => {
    const running = await start();
    const urls = Object.values(await addressesOf(running));
    process.kill(await pidOfPart(running, 'local-idp'), 'SIGKILL');
    expect(await running.ended).toBe(1);
    expect(await Promise.all(urls.map(answers))).toEqual([false, false, false]);
  });

  it('stops in order, with a code of its own, when nobody reads its log any more', async () => {
    const running = await start();
    const { service, portal } = await addressesOf(running);
    running.process.stdout!.destroy();
    while (await answers(`${service}/health/live`)) await wait(50);
    expect(await running.ended).toBe(74);
    expect(await answers(portal!)).toBe(false);
  });
});

/** The process of a part, among the children of what was started. */
async function pidOfPart({ process: { pid } }: StartedSystem, part: string): Promise<number> {
  const child = spawn('ps', ['-o', 'pid=,args=', '--ppid', String(pid)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
  await once(child, 'close');
  return Number(
    lines
      .find((line) => line.includes(part))!
      .trim()
      .split(' ')[0],
  );
}
