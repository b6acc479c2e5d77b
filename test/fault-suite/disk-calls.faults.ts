import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describeWith, type MachinePart } from '../support/machine-part';
import { times } from '../support/times';
import { embedded, survives, type BesiegedLedger } from './besieged-ledger';

const ROUNDS = times(3);
const SPELL_MS = 4_000;
const BETWEEN = 40;
const TRACED = `sleep 0.2 & exec strace -qq -o /dev/null -p $!`;

/** It changes what calls of a running process come to, as a disk does that goes wrong: a mount cannot be made read-only under writers. */
const strace: MachinePart = {
  name: 'strace, for processes that run',
  install:
    'Install strace, and let this user trace its own processes (the sysctl kernel.yama.ptrace_scope is 0).',
  isPresent: () => spawnSync('sh', ['-c', TRACED]).status === 0,
};

const WRITES = 'write,writev,pwrite64,pwritev,ftruncate';
/** What a file system says that was made read-only because its disk failed. */
const readOnly = `${WRITES}:error=EROFS`;
/** A disk that takes 200 ms for each write, and for each sync. */
const slow = `${WRITES},fdatasync,fsync,msync:delay_enter=200000`;

/** Every file that LMDB writes below the folder, those of read models too. */
async function databasesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter(({ name }) => name === 'data.mdb').map((one) => join(one.parentPath, one.name));
}

/** For a while, the calls of both services for those files end otherwise. */
async function during(ledger: BesiegedLedger, injected: string, work: () => Promise<void>): Promise<void> {
  const pids = ledger.services.flatMap(({ process }) => ['-p', String(process.pid)]);
  const files = (await databasesIn(ledger.folder)).flatMap((file) => ['-P', file]);
  const tracer = spawn('strace', ['-f', '-o', '/dev/null', ...pids, ...files, '-e', `inject=${injected}`], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = once(tracer, 'exit');
  await once(tracer.stderr, 'data');
  tracer.stderr.resume();
  try {
    await work();
  } finally {
    tracer.kill('SIGINT');
    await ended;
  }
}

/** The status of its readiness; `null`: nobody answers. */
const readiness = (url: string): Promise<number | null> =>
  fetch(`${url}/health/ready`).then(
    ({ status }) => status,
    () => null,
  );

/** LMDB gives a log up whose newest page it could not write, and the service then ends with 70, for its supervisor to start it again. */
async function untilReadyOrRestarted(ledger: BesiegedLedger, which: 0 | 1): Promise<void> {
  const { process: child, url } = ledger.services[which]!;
  while (child.exitCode === null && (await readiness(url)) !== 200) await delay(50);
  if (child.exitCode === null) return;
  expect(child.exitCode).toBe(70);
  ledger.note('services that ended');
  await ledger.restart(which);
}

describeWith(strace, () => {
  survives('a disk that becomes read-only in the middle of its work', embedded, async (ledger) => {
    for (let round = 0; round < ROUNDS; round++) {
      await during(ledger, readOnly, async () => {
        await delay(SPELL_MS);
        for (const { url } of ledger.services) expect([503, null]).toContain(await readiness(url));
      });
      for (const which of [0, 1] as const) await untilReadyOrRestarted(ledger, which);
      ledger.note('read-only spells');
      await ledger.callers.further(BETWEEN);
    }
  });

  survives('a slow disk', embedded, async (ledger) => {
    for (let round = 0; round < ROUNDS; round++) {
      await during(ledger, slow, () => ledger.callers.further(BETWEEN));
      ledger.note('slow spells');
      await ledger.callers.further(BETWEEN);
    }
  });
});
