import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { faultOfDataFile } from '#event-store';

/** @throws Error that says so, when this user may not write in the folder */
export function demandWritable(path: string): void {
  try {
    accessSync(path, constants.W_OK);
  } catch (error) {
    throw new Error(`the folder is read-only: ${(error as Error).message}`, { cause: error });
  }
}

/** LMDB would not complain about a damaged file, but end the process. Looking takes a while, during which others may write. */
export function demandWhole(file: string): void {
  const fault = existsSync(file) && statSync(file).size > 0 ? faultOfDataFile(file) : undefined;
  if (fault) throw new Error(`data.mdb is damaged: ${fault.what}`);
}
