#!/usr/bin/env node
// Writes the software bill of materials of a release: every package that runs, as CycloneDX.
//
//   node tools/sbom.mjs [file]     sbom.cdx.json by default
//
// npm makes it, from the lock file alone. `npm sbom --omit dev` also leaves out what is needed both to run and to develop, so npm is shown
// a project that has no development dependencies.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { argv } from 'node:process';

const PROJECT = join(import.meta.dirname, '..');

const [file = 'sbom.cdx.json'] = argv.slice(2);
writeFileSync(file, billOf(readJson('package.json'), readJson('package-lock.json')));

function billOf(manifest, lock) {
  const parent = mkdtempSync(join(tmpdir(), 'sbom-'));
  try {
    // npm names the project after its folder.
    const folder = join(parent, manifest.name);
    mkdirSync(folder);
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...manifest, devDependencies: {} }));
    writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(withoutDevelopment(lock)));
    const options = ['--sbom-format', 'cyclonedx', '--sbom-type', 'application', '--package-lock-only'];
    return execFileSync('npm', ['sbom', ...options], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  } finally {
    rmSync(parent, { recursive: true });
  }
}

function withoutDevelopment({ packages, ...lock }) {
  const root = { ...packages[''], devDependencies: {} };
  const others = Object.entries(packages).filter(([path, { dev }]) => path !== '' && !dev);
  return { ...lock, packages: { '': root, ...Object.fromEntries(others) } };
}

function readJson(name) {
  return JSON.parse(readFileSync(join(PROJECT, name), 'utf8'));
}
