#!/usr/bin/env node
import { commands } from './commands';
import { runCommandLine } from './run-command';

void runCommandLine(commands, process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
