import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of the manifest, from the sources as from what is built of them. */
export const projectFolder = folderAbove(__dirname);

function folderAbove(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  return folderAbove(dirname(folder));
}
