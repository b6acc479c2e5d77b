import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A file of the registers to try. */
export const sampleFile = (name: string): string => join(projectFolder(__dirname), 'samples/registers', name);

/** The samples are beside the manifest, for the sources as for what is built of them. */
function projectFolder(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  if (folder === dirname(folder)) throw new Error(`There is no project around ${__dirname}.`);
  return projectFolder(dirname(folder));
}
