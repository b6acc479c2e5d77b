#!/usr/bin/env node
import { endAfter } from './closing';
import { commands } from './commands';
import { runCommandLine } from './run-command';

void runCommandLine(commands, process.argv.slice(2)).then(endAfter);
