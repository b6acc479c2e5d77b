#!/usr/bin/env node
// Builds the product into dist, or nothing at all where dist was built from exactly these sources: then not even the compiler has to
// be installed.
//
//   node tools/build.mjs        what the product runs
//   node tools/build.mjs all    the tests and benches as well

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath, URL } from 'node:url';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));
const COMPILER = join(PROJECT, 'node_modules/typescript/bin/tsc');
const PRODUCT = [
  'apps',
  'libs',
  'tools',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
];

/** What is installed, built or measured below a source's folder is none. */
const NO_SOURCE = /\/(node_modules|dist|results)\//;

const product = { stamp: '.built', config: 'tsconfig.build.json', sources: PRODUCT };
const all = {
  stamp: '.built-all',
  config: 'tsconfig.build-all.json',
  sources: [...PRODUCT, 'test', 'bench', 'tsconfig.build-all.json'],
};

const stampFile = ({ stamp }) => join(PROJECT, 'dist', stamp);

const wanted = process.argv[2] === 'all' ? all : product;
if (!isBuilt(wanted)) await build();

/**
 * Stamps go first: a build that stops half way leaves none. Everything that the product needs is in a build of all. A stamp is of the
 * sources as they were before: one that changes meanwhile is built by the next build.
 */
async function build() {
  if (!existsSync(COMPILER)) {
    const why = existsSync(stampFile(wanted))
      ? 'The sources have changed since the build'
      : 'The project is not built';
    fail(`${why}, and the compiler is not installed: run npm ci first.`);
  }
  for (const each of [product, all]) rmSync(stampFile(each), { force: true });
  const stamps = [...new Set([product, wanted])].map((each) => [stampFile(each), digestOf(each)]);
  const { status } = spawnSync(process.execPath, [COMPILER, '-p', wanted.config], {
    cwd: PROJECT,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
  await import('./finish-build.mjs');
  for (const [file, digest] of stamps) writeFileSync(file, digest);
}

function isBuilt(target) {
  const file = stampFile(target);
  return existsSync(file) && readFileSync(file, 'utf8') === digestOf(target);
}

function digestOf({ sources }) {
  const digest = createHash('sha256');
  for (const path of sources.flatMap(filesBelow)) {
    const content = readFileSync(join(PROJECT, path));
    digest.update(`${path}\n${content.length}\n`).update(content);
  }
  return digest.digest('hex');
}

function filesBelow(path) {
  if (path.includes('.')) return [path];
  const entries = readdirSync(join(PROJECT, path), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(PROJECT.length))
    .filter((file) => !NO_SOURCE.test(file))
    .sort();
}

function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
