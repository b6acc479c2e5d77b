import { writeSync } from 'node:fs';
import { getHeapStatistics } from 'node:v8';
import { Worker } from 'node:worker_threads';

/** With so much of the heap in use, what remains is the end for lack of memory. */
const FULL = 0.8;

/**
 * Loaded into a process before its program (`node --require`): on SIGUSR2 it fails in the way that FAULT names, and says so on
 * standard error when it begins to.
 */
const faults: Readonly<Record<string, () => void>> = {
  throw: () => {
    throw new Error('planted: thrown');
  },
  reject: () => void Promise.reject(new Error('planted: rejected')),
  exit: () => process.exit(0),
  worker: () => void new Worker('throw new Error("planted: in a worker")', { eval: true }),
  memory: () => {
    const kept: number[][] = [];
    const fill = () => kept.push(new Array<number>(1e6).fill(0.5));
    while (!isHeapFull()) fill();
    sayThatItFails();
    for (;;) fill();
  },
};

function isHeapFull(): boolean {
  const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics();
  return used > FULL * limit;
}

/** Written at once: a process that fails carries out nothing asynchronous any more. */
const sayThatItFails = (): void => void writeSync(process.stderr.fd, 'planted: it fails now\n');

process.on('SIGUSR2', () =>
  setImmediate(() => {
    const fault = process.env.FAULT!;
    if (fault !== 'memory') sayThatItFails();
    faults[fault]!();
  }),
);
