import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SpawnedService } from './spawned-service';

/** A folder on a small disk of its own. */
export interface SmallDisk {
  readonly folder: string;
  readonly megabytes: number;
}

/** What puts a command into a mount space with small disks (tmpfs), which Linux lets any user make. They are gone with the process. */
export function withSmallDisks(disks: readonly SmallDisk[]): readonly string[] {
  const mounts = disks.map(
    ({ folder, megabytes }) =>
      `mkdir -p '${folder}' && mount -t tmpfs -o size=${megabytes}m small '${folder}' && `,
  );
  return [
    'unshare',
    '--user',
    '--map-root-user',
    '--mount',
    'bash',
    '-c',
    `${mounts.join('')}exec "$0" "$@"`,
  ];
}

/** A folder as the process sees it. */
const seenBy = ({ process: { pid } }: SpawnedService, folder: string): string =>
  join('/proc', String(pid), 'root', folder);

/** Leaves no room on the disk that a folder of the service is on. */
export async function fillDisk(service: SpawnedService, folder: string): Promise<void> {
  const filler = join(seenBy(service, folder), 'filler');
  for (const size of [1 << 20, 1 << 12]) {
    const block = Buffer.alloc(size);
    let error: NodeJS.ErrnoException | null = null;
    while (!error) {
      error = await writeFile(filler, block, { flag: 'a' }).then(
        () => null,
        (cause: NodeJS.ErrnoException) => cause,
      );
    }
    if (error.code !== 'ENOSPC') throw error;
  }
}

export const clearDisk = (service: SpawnedService, folder: string): Promise<void> =>
  rm(join(seenBy(service, folder), 'filler'));
