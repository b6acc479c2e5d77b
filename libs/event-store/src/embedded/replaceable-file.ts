import { chownSync, lstatSync, statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { StoreUnavailable } from '../event-store';

/** A file under a second name, or behind a link, would stay as it was under that. @throws StoreUnavailable */
export function demandReplaceable(file: string): void {
  const found = lstatSync(file);
  if (found.isSymbolicLink())
    throw new StoreUnavailable(
      `${file} is a symbolic link: what is removed would stay in the file that it leads to. Nothing was changed. Move that file here, in ` +
        'the place of the link, and run the command again.',
    );
  if (found.nlink > 1)
    throw new StoreUnavailable(
      `${file} has ${found.nlink} names (hard links): what is removed would stay under the others. Nothing was changed. Remove the other names, ` +
        'and run the command again.',
    );
}

/** Besides the file itself: for its lock, and for what is recorded meanwhile. */
const MARGIN = 8 * 1024 * 1024;

/** The system may kill a process that has no room left for a file in its memory, so that is seen before. @throws StoreUnavailable */
export function demandRoom(file: string): void {
  const { bavail, bsize } = statfsSync(dirname(file));
  if (bavail * bsize < statSync(file).size + MARGIN) throw noRoomFor(file);
}

export function noRoomFor(file: string, cause?: unknown): StoreUnavailable {
  const megabytes = Math.ceil((statSync(file).size + MARGIN) / 1e6);
  return new StoreUnavailable(
    `The disk has no room for ${file} a second time, which takes ${megabytes} MB. Nothing was changed. Make room, and run the command again.`,
    { cause },
  );
}

/** Run by another user, such as root, the new file would be that user's, and the service could not open it. @throws StoreUnavailable */
export function keepOwner(current: string, written: string): void {
  const [{ uid, gid }, made] = [statSync(current), statSync(written)];
  if (uid === made.uid && gid === made.gid) return;
  try {
    chownSync(written, uid, gid);
  } catch (cause) {
    throw new StoreUnavailable(
      `${current} belongs to another user or group (${uid}:${gid}), and this user may not give it the new file. Nothing was changed. Run ` +
        'the command as that user.',
      { cause },
    );
  }
}
