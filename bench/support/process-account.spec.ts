import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { cpuMicrosOf, cpuMicrosOfFamily } from './process-account';

it('counts the processor time of a process and of those that it began, ended ones too', async () => {
  const busy = `${process.execPath} -e "const end = Date.now() + 300; while (Date.now() < end);"`;
  const family = spawn('sh', ['-c', `${busy}; ${busy}; read line`], { stdio: ['pipe', 'ignore', 'ignore'] });
  const deadline = Date.now() + 60_000;
  while (cpuMicrosOfFamily(family.pid!) < 200_000 && Date.now() < deadline) await pause(20);
  expect(cpuMicrosOfFamily(family.pid!)).toBeGreaterThanOrEqual(200_000);
  expect(cpuMicrosOf(family.pid!)).toBeLessThan(100_000);
  family.stdin.end();
  await once(family, 'exit');
});
