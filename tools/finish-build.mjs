#!/usr/bin/env node
// Does what the compiler leaves undone: puts what pages are made of besides code to where the build puts the code, and lets the
// command line be run as a command (npx does that itself, but only the first time that it meets the package).
//
//   node tools/finish-build.mjs

import { chmod, cp } from 'node:fs/promises';
import { extname } from 'node:path';
import { URL } from 'node:url';

const SOURCES = new URL('../apps/portal/src/', import.meta.url);
const BUILT = new URL('../dist/apps/portal/src/', import.meta.url);
const COMMAND = new URL('../dist/apps/ledger/src/main.js', import.meta.url);

const ENDINGS = new Set(['.eta', '.css', '.svg', '.woff2', '.txt']);

const isFolder = (path) => extname(path) === '';

await cp(SOURCES, BUILT, { recursive: true, filter: (path) => isFolder(path) || ENDINGS.has(extname(path)) });
await chmod(COMMAND, 0o755);
