#!/usr/bin/env node
// Packs apps/conformance, with the libs that it uses, as the npm package consent-conformance.
//
//   node tools/pack-conformance.mjs [folder]     where the package goes; the present folder by default

import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { compile, makePackage, productOf, PROJECT } from './packing.mjs';

const MAIN = 'apps/conformance/src/main.ts';

makePackage('apps/conformance/package', (folder) => {
  const program = ts.createProgram([join(PROJECT, MAIN)], productOf().options);
  const sources = program.getSourceFiles().filter(isOwn);
  compile(program, sources, (path) => ({ target: join(folder, path) }));
  const manifest = join(folder, 'package.json');
  const content = { ...readJson(manifest), imports: importsOf(sources) };
  writeFileSync(manifest, `${JSON.stringify(content, null, 2)}\n`);
});

function isOwn({ fileName, isDeclarationFile }) {
  return !isDeclarationFile && !fileName.includes('/node_modules/');
}

/** The libs keep the names by which they call each other. */
function importsOf(sources) {
  const files = new Set(sources.map(({ fileName }) => `./${relative(PROJECT, fileName)}`));
  const { imports } = readJson(join(PROJECT, 'package.json'));
  const sourcesOf = Object.entries(imports).map(([name, conditions]) => [
    name,
    conditions['consent-ledger-source'],
  ]);
  const used = sourcesOf.filter(([, source]) => files.has(source));
  return Object.fromEntries(used.map(([name, source]) => [name, source.replace(/\.ts$/, '.js')]));
}

function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}
