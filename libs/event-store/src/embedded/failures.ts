import { StoreUnavailable } from '../event-store';

/** lmdb announces a failed commit with a promise of its cause beside it, which ends the process unless it is heard at once. */
export async function throwCause(error: unknown): Promise<never> {
  await (error as { commitError?: Promise<never> }).commitError;
  throw error;
}

const OUT_OF_ROOM = /ENOSPC|EDQUOT|EFBIG|MAP_FULL|No space left|quota exceeded|File too large/i;

export const isOutOfRoom = (error: unknown): boolean =>
  OUT_OF_ROOM.test(`${(error as { code?: string }).code} ${(error as Error).message}`);

/** LMDB answers with an input/output error when only a part of a page could be written, which a full disk does too. */
export const mayBeOutOfRoom = (error: unknown): boolean =>
  /input\/output error/i.test((error as Error).message);

/** Nothing of a transaction that failed is in the log: either the disk is full, or it says itself what is wrong. */
export const whyUnavailable = (cause: unknown): StoreUnavailable =>
  cause instanceof StoreUnavailable ? cause : new StoreUnavailable(whatToDo(cause as Error), { cause });

function whatToDo(cause: Error): string {
  if (isOutOfRoom(cause)) {
    return 'The disk of the log is full: nothing was appended. Make room; the log continues by itself';
  }
  if (mayBeOutOfRoom(cause)) {
    return 'The disk of the log is full or failing: nothing was appended. Make room, or see to the disk; the log continues by itself';
  }
  return `The log could not be written: ${cause.message}`;
}
