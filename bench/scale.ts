import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { filledIn, pictures } from './support/scale-page';

const DOCS = join(__dirname, '../../docs');

/** Writes the tables and pictures of docs/scale.md from what was measured. */
async function main(): Promise<void> {
  const page = join(DOCS, 'scale.md');
  await writeFile(page, filledIn(await readFile(page, 'utf8')));
  for (const [file, picture] of Object.entries(pictures)) await writeFile(join(DOCS, file), picture());
}

void main();
