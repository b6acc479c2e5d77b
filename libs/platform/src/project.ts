import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What is built lies deeper than its source, so the way to the project's own files is looked for. */
function rootFrom(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('The file "package.json" is missing.');
  return rootFrom(parent);
}

/** The folder of the manifest. */
export const projectRoot = rootFrom(__dirname);

/** The version in the manifest. */
export function projectVersion(): string {
  const manifest = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as { version: string };
  return manifest.version;
}
