import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { newId } from './ids';
import { makeFolder } from './make-folder';

/** Makes a file that only its owner can read, unless there is one: of several processes that do so at once, one's stays. */
export function makePrivateFile(path: string, content: () => string): void {
  if (existsSync(path)) return;
  const draft = draftOf(path, content(), 0o600);
  try {
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
  syncToDisk(dirname(path));
}

/** Puts a file that everybody may read in the place of the one that is there, in one step. */
export function replacePublicFile(path: string, content: string): void {
  renameSync(draftOf(path, content, 0o644), path);
  syncToDisk(dirname(path));
}

/** A file beside the one it is to become, whole and on the disk. */
function draftOf(path: string, content: string, mode: number): string {
  makeFolder(dirname(path), 0o700);
  const draft = `${path}.${newId()}`;
  writeFileSync(draft, content, { mode, flag: 'wx' });
  syncToDisk(draft);
  return draft;
}

/** Puts the content of a file, or the names in a folder, on the disk. */
export function syncToDisk(path: string): void {
  const descriptor = openSync(path, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
}
