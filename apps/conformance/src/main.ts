#!/usr/bin/env node
import 'reflect-metadata';
import { runCommand } from './cli/run-command';

let isStopped = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => (isStopped = true));
// Nobody reads on, as behind `| head`: the consents are still ended.
process.stdout.on('error', () => undefined);

void runCommand(process.argv.slice(2), {
  print: (text) => void process.stdout.write(text),
  complain: (text) => void process.stderr.write(text),
  isStopped: () => isStopped,
}).then((code) => (process.exitCode = code));
