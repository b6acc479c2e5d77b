import {
  accessSync,
  constants,
  copyFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
} from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Config } from '#platform';
import type { Invocation } from './ledger-command';

/**
 * Work on what follows from the ledger and is kept in a folder of DATA_DIR, with the settings that name where it is. Where this user
 * may not write, such as in a snapshot that is mounted read-only, it is a copy, which is removed afterwards.
 * @param folderIn answers where the folder is, by the settings.
 */
export async function withWritable<T>(
  { config, using }: Invocation,
  folderIn: (config: Config) => string,
  work: (config: Config) => Promise<T>,
): Promise<T> {
  const given = await config();
  const folder = resolve(folderIn(given));
  if (isWritable(folder)) return work(given);
  const DATA_DIR = mkdtempSync(join(tmpdir(), 'consent-ledger-'));
  const scratch = { close: () => rm(DATA_DIR, { recursive: true, force: true }) };
  return using(scratch, async () => {
    const elsewhere = { ...given, DATA_DIR };
    if (existsSync(folder)) copy(folder, folderIn(elsewhere));
    return work(elsewhere);
  });
}

/** Its data, and the marks of processes that have it open: if the machine stopped meanwhile, the copy is discarded as it would be. */
const COPIED = /^(data\.mdb|open-.*)$/;

function copy(from: string, to: string): void {
  mkdirSync(to);
  for (const name of readdirSync(from).filter((each) => COPIED.test(each))) {
    copyFileSync(join(from, name), join(to, name));
    chmodSync(join(to, name), 0o600);
  }
}

/** Everything in the folder; or the nearest folder that there is, in which it would be made. */
function isWritable(folder: string): boolean {
  if (!existsSync(folder)) return isWritable(dirname(folder));
  const files = ['data.mdb', 'lock.mdb', 'gate', 'gate/data.mdb', 'gate/lock.mdb'].map((name) =>
    join(folder, name),
  );
  return [folder, ...files.filter((file) => existsSync(file))].every(mayWrite);
}

function mayWrite(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
