import { randomUUID } from 'node:crypto';
import { realpathSync } from 'node:fs';
import type { RootDatabase } from 'lmdb';
import {
  checkFormat,
  inspectDirectory,
  inspectSnapshot,
  isWritable,
  writeLabel,
  type Label,
} from './directory';
import { isOutOfRoom, mayBeOutOfRoom } from './failures';
import { Gate, SameProcessNumber } from './gate';
import { LogFile } from './log-file';
import { OpenFiles } from './open-files';
import { cannotLock, cannotOpen, damaged, diskFull, newerFormat, notOurs, refusal } from './refusals';
import { StoreOpenError } from './store-open-error';

/** What this version writes, and the newest it reads. */
export const FORMAT = 1;

export interface OpenedLog {
  readonly file: LogFile;
  readonly ledgerId: string;
  close(): Promise<void>;
}

interface SharedLog {
  readonly file: LogFile;
  readonly ledgerId: string;
  users: number;
}

/**
 * Logs open in this process, by directory. A second store on the same directory shares the environment of the first: were it
 * opened anew, its first write would block this thread on a lock whose holder waits for this thread.
 */
const opened = new Map<string, SharedLog>();

/** @param mayOnlyRead opens a log that this user may not write as it is, to be read only. */
export function openLog(path: string, mayOnlyRead = false): OpenedLog {
  const open = mayOnlyRead && !isWritable(path) ? openSnapshot : openToWrite;
  const shared = open(path);
  const key = realpathSync(path);
  opened.set(key, shared);
  shared.users += 1;
  return { file: shared.file, ledgerId: shared.ledgerId, close: () => release(key, shared) };
}

async function release(key: string, shared: SharedLog): Promise<void> {
  shared.users -= 1;
  if (shared.users > 0) return;
  opened.delete(key);
  await shared.file.close();
}

function openToWrite(path: string): SharedLog {
  const label = inspectDirectory(path, FORMAT);
  return opened.get(realpathSync(path)) ?? openFile(path, label);
}

/** Without the gate and without a lock, neither of which can be had: nobody may write meanwhile, which is seen in the file's time. */
function openSnapshot(path: string): SharedLog {
  const label = inspectSnapshot(path, FORMAT);
  const shared = opened.get(realpathSync(path));
  if (shared) return shared;
  try {
    return openRoot(path, undefined, label);
  } catch (error) {
    throw whyNotOpened(path, error);
  }
}

function openFile(path: string, label: Label | undefined): SharedLog {
  let gate: Gate | undefined;
  try {
    gate = Gate.of(path);
    return openBehind(gate, path, label);
  } catch (error) {
    void gate?.close();
    throw whyNotOpened(path, error);
  }
}

function openBehind(gate: Gate, path: string, label: Label | undefined): SharedLog {
  return gate.passNow(() => openRoot(path, gate, label));
}

function openRoot(path: string, gate: Gate | undefined, label: Label | undefined): SharedLog {
  const root = LogFile.openRoot(path, { readOnly: gate === undefined });
  try {
    checkNames(path, root);
    const file = LogFile.in(root, gate, new OpenFiles(path, { mayChange: gate !== undefined }));
    return { file, ledgerId: identityOf(path, file, label), users: 0 };
  } catch (error) {
    void root.close();
    throw error;
  }
}

const NAMES = new Set(['meta', 'events', 'streams']);

function checkNames(path: string, root: RootDatabase): void {
  const foreign = [...root.getKeys()].find((key) => !NAMES.has(String(key)));
  if (foreign !== undefined) throw notOurs(path, 'its data.mdb is of another application');
}

function identityOf(path: string, file: LogFile, label: Label | undefined): string {
  if (!label) file.identify(FORMAT, randomUUID());
  const { format, ledgerId } = file.identity();
  if (format === undefined || ledgerId === undefined) throw damaged(path, 'data.mdb has lost its identity');
  checkFormat(path, format, FORMAT);
  if (!file.isConsistent()) throw damaged(path, 'data.mdb does not end where it says it does');
  if (!label) writeLabel(path, { format, ledgerId });
  else if (label.ledgerId !== ledgerId) throw damaged(path, 'data.mdb is that of another log');
  return ledgerId;
}

function whyNotOpened(path: string, error: unknown): Error {
  if (error instanceof StoreOpenError) return error;
  if (error instanceof SameProcessNumber) return refusal('cannot-lock', path, error.message, error);
  const { message } = error as Error;
  if (isOutOfRoom(error) || mayBeOutOfRoom(error)) return diskFull(path, error);
  if (/MDB_(INVALID|CORRUPTED|PAGE_NOTFOUND|PANIC)/.test(message))
    return damaged(path, `data.mdb: ${message}`, error);
  if (/MDB_VERSION_MISMATCH/.test(message)) return newerFormat(path, message);
  return /lock/i.test(message) ? cannotLock(path, error) : cannotOpen(path, error);
}
