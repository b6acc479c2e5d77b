import type { RestorationMark } from '#event-store';
import type { ArchiveFile } from '../file/archive-file';
import { UnusableArchive } from '../unusable-archive';

export const markOf = ({ trailer, eventCount }: ArchiveFile): RestorationMark => ({
  sha256: trailer.sha256,
  events: eventCount,
  root: trailer.root,
});

export const isOf = (mark: RestorationMark, file: ArchiveFile): boolean =>
  mark.sha256 === file.trailer.sha256;

export const ofAnotherFile = ({ sha256, events }: RestorationMark): UnusableArchive =>
  new UnusableArchive(
    `The import of another file into this ledger was interrupted: one of ${events} events, whose last line has sha256 ${sha256}. ` +
      'Nothing was imported; import that file to its end, or import into an empty ledger.',
  );
