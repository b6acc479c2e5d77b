import { Worker } from 'node:worker_threads';

/** Loaded into a process before its program (`node --require`): on SIGUSR2 it fails in the way that FAULT names. */
const faults: Readonly<Record<string, () => void>> = {
  throw: () => {
    throw new Error('planted: thrown');
  },
  reject: () => void Promise.reject(new Error('planted: rejected')),
  exit: () => process.exit(0),
  worker: () => void new Worker('throw new Error("planted: in a worker")', { eval: true }),
  memory: () => {
    const kept: number[][] = [];
    for (;;) kept.push(new Array<number>(1e6).fill(0.5));
  },
};

process.on('SIGUSR2', () => setImmediate(faults[process.env.FAULT!]!));
