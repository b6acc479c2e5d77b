#!/usr/bin/env node
// Does what the compiler leaves undone: copies templates, styles and other assets of the pages to the built code, makes the
// commands executable (npx does that itself, but only the first time that it meets the package), and removes what an earlier build made
// of a source that is gone.
//
//   node tools/finish-build.mjs

import { existsSync } from 'node:fs';
import { chmod, cp, readdir, rm } from 'node:fs/promises';
import { basename, extname, join, relative } from 'node:path';
import { fileURLToPath, URL } from 'node:url';

const SOURCES = new URL('../apps/portal/src/', import.meta.url);
const BUILT = new URL('../dist/apps/portal/src/', import.meta.url);
const COMMANDS = ['ledger', 'conformance'].map(
  (app) => new URL(`../dist/apps/${app}/src/main.js`, import.meta.url),
);

const ENDINGS = new Set(['.eta', '.css', '.svg', '.woff2', '.txt']);

const PROJECT = fileURLToPath(new URL('..', import.meta.url));
const DIST = join(PROJECT, 'dist');

const isFolder = (path) => extname(path) === '';

await cp(SOURCES, BUILT, { recursive: true, filter: (path) => isFolder(path) || ENDINGS.has(extname(path)) });
for (const command of COMMANDS) await chmod(command, 0o755);
await removeOrphans();

/** What begins with a dot is of the build itself; everything else in dist has a source of the same path. */
async function removeOrphans() {
  const entries = await readdir(DIST, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  const orphans = files.filter((file) => !basename(file).startsWith('.') && !hasSource(relative(DIST, file)));
  for (const file of orphans) await rm(file);
}

function hasSource(built) {
  const source = join(PROJECT, built);
  return existsSync(source) || existsSync(source.replace(/\.js(\.map)?$/, '.ts'));
}
