import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { InvalidNote, readCheckpoint, TreeStorage, type ProvedHistory } from '#evidence';
import { readText, type Config } from '#platform';
import { WrongUsage } from '../../failure';
import type { Invocation } from '../../ledger-command';
import { withWritable } from '../../scratch';

/** The checkpoints that were kept elsewhere: the one that is named, and those in the second place. @throws WrongUsage when a file holds none. */
export function savedCheckpoints({ options }: Invocation, { CHECKPOINTS_ALSO_TO: folder }: Config): string[] {
  const { fromCheckpoint: named } = options;
  const files = typeof named === 'string' ? [named] : [];
  return [...files, ...(folder === undefined ? [] : keptIn(folder))].flatMap(checkpointIn);
}

const keptIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.checkpoint'))
    .map((name) => join(folder, name));

function checkpointIn(file: string): string[] {
  const note = readText(file);
  try {
    readCheckpoint(note);
    return [note];
  } catch (error) {
    if (error instanceof InvalidNote) throw new WrongUsage(`${file} holds no checkpoint.`);
    throw error;
  }
}

/** Where a tree is, by the settings, and what it is of. */
export interface StoredTreePlace {
  readonly given: Config;
  readonly folderIn: (config: Config) => string;
  readonly history: ProvedHistory;
}

/** Work with a stored tree, `null` when there is none: looking at a ledger does not begin one. */
export async function withTree<T>(
  invocation: Invocation,
  { given, folderIn, history }: StoredTreePlace,
  work: (tree: TreeStorage | null) => Promise<T>,
): Promise<T> {
  if (!existsSync(join(folderIn(given), 'data.mdb'))) return work(null);
  return withWritable(invocation, folderIn, (config) =>
    invocation.using(TreeStorage.open(folderIn(config), history), work),
  );
}
