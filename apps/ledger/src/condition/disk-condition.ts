import { statfs } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Config } from '#platform';
import type { Finding } from './finding';

const GIB = 2 ** 30;

/** The least room that is enough, in bytes. */
const ENOUGH = GIB;

/** How much room the disk of DATA_DIR has. */
export async function diskCondition({ DATA_DIR }: Config): Promise<readonly Finding[]> {
  const { bavail, blocks, bsize } = await statfs(existingAbove(resolve(DATA_DIR)));
  const [free, share] = [bavail * bsize, bavail / blocks];
  const state = `${(free / GIB).toFixed(1)} GiB free (${Math.floor(share * 100)} %) for ${DATA_DIR}`;
  const advice = 'Make room: on a full disk every change, and every check that is recorded, is refused.';
  return [{ about: 'Disk', state, ...(free >= ENOUGH ? {} : { advice }) }];
}

/** A folder that is still to be made will be on the disk of the one above it. */
const existingAbove = (folder: string): string =>
  existsSync(folder) ? folder : existingAbove(dirname(folder));
