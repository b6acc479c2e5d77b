#!/usr/bin/env node
import { endAfter } from './closing';
import { commandGroups } from './commands';
import { runCommandLine } from './run-command';

void runCommandLine(commandGroups, process.argv.slice(2)).then(endAfter);
