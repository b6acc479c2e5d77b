import {
  accessSync,
  constants,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { makeFolder, syncToDisk } from '#platform';
import { faultOfDataFile } from './data-file';
import { isOutOfRoom } from './failures';
import { GATE } from './gate';
import { cannotLock, damaged, diskFull, newerFormat, notADirectory, notOurs, notWritable } from './refusals';

/** What a log's directory says of the log beside the log itself: so a lost or replaced data file is noticed. */
export interface Label {
  readonly format: number;
  readonly ledgerId: string;
}

export const DATA = 'data.mdb';
export const LOCK = 'lock.mdb';
const LABEL = 'event-store.json';
const ROOM_TO_BEGIN = 128 * 1024;

/** What is kept has personal identities in it: other users of the machine may not look. */
const OWNERS_ALONE = 0o700;

/** Makes the directory when it is missing, and makes sure that it is a log's or an empty one, whole and writable. */
export function inspectDirectory(path: string, format: number): Label | undefined {
  const names = namesIn(path);
  const label = names.includes(LABEL) ? readLabel(path) : undefined;
  if (label) checkFormat(path, label.format, format);
  checkWritable(path, names);
  if (sizeOf(path, names, DATA) > 0) checkData(path);
  else checkUnused(path, names, label);
  if (sizeOf(path, names, LOCK) === 0) checkRoom(path);
  return label;
}

/** Makes sure that the directory holds a whole log, and changes nothing in it. */
export function inspectSnapshot(path: string, format: number): Label {
  const label = readLabel(path);
  checkFormat(path, label.format, format);
  const fault = faultOfDataFile(join(path, DATA));
  if (fault) throw damaged(path, `${DATA} is damaged: ${fault.what}`);
  return label;
}

/** Whether this user may write everything that a log is written with; what is missing counts as the directory that it would be in. */
export function isWritable(path: string): boolean {
  const gate = join(path, GATE);
  const files = [path, gate, ...[path, gate].flatMap((folder) => [join(folder, DATA), join(folder, LOCK)])];
  return files.every(mayWrite);
}

function mayWrite(file: string): boolean {
  try {
    accessSync(file, constants.W_OK);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
}

export function checkFormat(path: string, found: number, known: number): void {
  const what = `it is written in format ${found}, and this version knows formats up to ${known}`;
  if (found > known) throw newerFormat(path, what);
}

/** Names the log in its directory, in such a way that the name is there whole or not at all. */
export function writeLabel(path: string, label: Label): void {
  const temporary = join(path, `${LABEL}.${process.pid}`);
  writeFileSync(temporary, `${JSON.stringify(label)}\n`, { flush: true });
  renameSync(temporary, join(path, LABEL));
  syncToDisk(path);
}

function namesIn(path: string): string[] {
  try {
    makeFolder(path, OWNERS_ALONE);
    return readdirSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' || code === 'ENOTDIR') throw notADirectory(path, error);
    if (isOutOfRoom(error)) throw diskFull(path, error);
    throw notWritable(path, 'the directory cannot be made or read', error);
  }
}

function checkWritable(path: string, names: readonly string[]): void {
  demand(path, constants.W_OK | constants.X_OK, (error) =>
    notWritable(path, 'the directory is read-only', error),
  );
  const readAndWrite = constants.R_OK | constants.W_OK;
  if (names.includes(DATA)) {
    demand(join(path, DATA), readAndWrite, (error) => notWritable(path, `${DATA} is read-only`, error));
  }
  if (names.includes(LOCK)) demand(join(path, LOCK), readAndWrite, (error) => cannotLock(path, error));
}

function demand(path: string, mode: number, otherwise: (error: unknown) => Error): void {
  try {
    accessSync(path, mode);
  } catch (error) {
    throw otherwise(error);
  }
}

/** LMDB crashes the process when there is no room to begin its lock file in. */
function checkRoom(path: string): void {
  const probe = join(path, `${LABEL}.${process.pid}.room`);
  try {
    writeFileSync(probe, Buffer.alloc(ROOM_TO_BEGIN), { flush: true });
  } catch (error) {
    throw isOutOfRoom(error) ? diskFull(path, error) : notWritable(path, 'it cannot be written', error);
  } finally {
    rmSync(probe, { force: true });
  }
}

/** What the log holds is durable afterwards, whoever wrote it. */
function checkData(path: string): void {
  syncToDisk(join(path, DATA));
  const fault = faultOfDataFile(join(path, DATA));
  if (fault?.fault === 'newer-format') throw newerFormat(path, fault.what);
  if (fault) throw damaged(path, `${DATA} is damaged: ${fault.what}`);
}

function checkUnused(path: string, names: readonly string[], label: Label | undefined): void {
  if (label) throw damaged(path, `${DATA}, which holds the events, is missing or empty`);
  const foreign = names.filter((name) => ![DATA, LOCK, GATE].includes(name) && !name.startsWith(LABEL));
  if (foreign.length > 0) throw notOurs(path, `it has other files in it (${foreign.slice(0, 3).join(', ')})`);
}

const sizeOf = (path: string, names: readonly string[], name: string): number =>
  names.includes(name) ? statSync(join(path, name)).size : 0;

function readLabel(path: string): Label {
  try {
    const label = JSON.parse(readFileSync(join(path, LABEL), 'utf8')) as Label;
    if (typeof label.format === 'number' && typeof label.ledgerId === 'string') return label;
  } catch (error) {
    throw damaged(path, `${LABEL} cannot be read`, error);
  }
  throw damaged(path, `${LABEL} does not name a log`);
}
