#!/usr/bin/env node
import { provideWorkerThreads } from '#platform';
import { commands } from './commands';
import { runCommandLine } from './run-command';

provideWorkerThreads();
void runCommandLine(commands, process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
