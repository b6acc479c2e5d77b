import { StoreOpenError, type StoreOpenFault } from './store-open-error';

/** Every refusal to open a log says what is wrong, where, and what to do. */
export function refusal(fault: StoreOpenFault, path: string, what: string, cause?: unknown): StoreOpenError {
  return new StoreOpenError(fault, path, `The log at ${path} cannot be opened: ${what}`, { cause });
}

const because = (cause: unknown): string => `(${(cause as Error).message})`;

export const newerFormat = (path: string, what: string): StoreOpenError =>
  refusal('newer-format', path, `${what}. Start the version that wrote it, or a newer one`);

export const damaged = (path: string, what: string, cause?: unknown): StoreOpenError =>
  refusal('damaged', path, `${what}. Put the directory back from a backup; nothing in it was changed`, cause);

export const notOurs = (path: string, what: string): StoreOpenError =>
  refusal('not-ours', path, `${what}. Name an empty directory, or that of a log`);

export const notADirectory = (path: string, cause: unknown): StoreOpenError =>
  refusal('not-a-directory', path, 'the path is a file. Name a directory instead', cause);

export const notWritable = (path: string, what: string, cause: unknown): StoreOpenError =>
  refusal('not-writable', path, `${what} ${because(cause)}. Let this user write there`, cause);

export const diskFull = (path: string, cause: unknown): StoreOpenError =>
  refusal(
    'disk-full',
    path,
    `there is no room on its disk, or it is failing ${because(cause)}. Make room`,
    cause,
  );

export const cannotLock = (path: string, cause: unknown): StoreOpenError =>
  refusal(
    'cannot-lock',
    path,
    `lock.mdb, by which processes share the log, cannot be used ${because(cause)}. ` +
      'Let this user write it, and keep the log on a local disk',
    cause,
  );

export const cannotOpen = (path: string, cause: unknown): StoreOpenError =>
  refusal(
    'cannot-open',
    path,
    `it failed ${because(cause)}. See that it is on a local disk and this user may write it`,
    cause,
  );
