#!/usr/bin/env node
// Copies what pages are made of besides code to where the build puts the code: the compiler leaves everything but TypeScript behind.
//
//   node tools/copy-page-files.mjs

import { cp } from 'node:fs/promises';
import { extname } from 'node:path';
import { URL } from 'node:url';

const SOURCES = new URL('../apps/portal/src/', import.meta.url);
const BUILT = new URL('../dist/apps/portal/src/', import.meta.url);

const ENDINGS = new Set(['.eta', '.css', '.svg', '.woff2', '.txt']);

const isFolder = (path) => extname(path) === '';

await cp(SOURCES, BUILT, { recursive: true, filter: (path) => isFolder(path) || ENDINGS.has(extname(path)) });
