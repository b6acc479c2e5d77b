import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { InvalidNote, readCheckpoint, type GivenProof } from '#evidence';
import { readText } from '#platform';
import { WrongUsage } from '../../failure';

/** A checkpoint as somebody was shown it. */
export interface ShownNote {
  /** The file that holds it. */
  readonly source: string;
  readonly note: string;
}

/** What files hold between them. */
export interface ShownFiles {
  readonly notes: readonly ShownNote[];
  readonly proofs: readonly GivenProof[];
}

/** Reads checkpoints, receipts, folders of checkpoints and proofs. @throws WrongUsage, which names the file that holds none */
export function shownIn(paths: readonly string[]): ShownFiles {
  const shown = paths.flatMap(filesIn).map(readShown);
  return { notes: shown.flatMap(({ notes }) => notes), proofs: shown.flatMap(({ proofs }) => proofs) };
}

function filesIn(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  const names = readdirSync(path).filter((name) => name.endsWith('.checkpoint'));
  if (names.length === 0) throw new WrongUsage(`${path} holds no file that ends with .checkpoint.`);
  return names.sort().map((name) => join(path, name));
}

function readShown(source: string): ShownFiles {
  const text = readText(source);
  const { checkpoint, ...rest } = text.startsWith('{') ? objectIn(text, source) : { checkpoint: text };
  if (typeof checkpoint !== 'string') throw holdsNone(source);
  return { notes: [{ source, note: checkpoint }], proofs: proofsIn(rest, originOf(checkpoint, source)) };
}

function objectIn(text: string, source: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    throw holdsNone(source);
  }
}

function originOf(note: string, source: string): string {
  try {
    return readCheckpoint(note).origin;
  } catch (error) {
    throw error instanceof InvalidNote ? holdsNone(source) : error;
  }
}

/** As `ledger checkpoint --verify-against --json` prints it. What is no proof proves nothing. */
function proofsIn({ consistencyProof, kept, newest }: Record<string, unknown>, origin: string): GivenProof[] {
  if (!Array.isArray(consistencyProof) || typeof kept !== 'number' || typeof newest !== 'number') return [];
  const hashes = consistencyProof.map((hash) => Buffer.from(String(hash), 'base64'));
  return [{ origin, olderSize: kept, newerSize: newest, hashes }];
}

const holdsNone = (source: string): WrongUsage =>
  new WrongUsage(`${source} holds no checkpoint: it is neither one, nor a receipt, nor a proof with one.`);
