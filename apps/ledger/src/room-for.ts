import { accessSync, constants, existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { Failure } from './failure';

/**
 * What a command is to make is not there yet, and can be made.
 * @throws Failure, and what the system says where this user may not write.
 */
export function demandRoomFor(path: string, kind: 'file' | 'folder'): void {
  if (existsSync(path)) throw new Failure(`There already is ${path}. Name another ${kind}, or move it away.`);
  const parent = dirname(path);
  if (!existsSync(parent)) throw new Failure(`There is no folder ${parent}.`);
  accessSync(parent, constants.W_OK);
}
