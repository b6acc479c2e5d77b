import { spawnSync } from 'node:child_process';
import type { MachinePart } from './machine-part';

/** What puts a command into a process namespace of its own, as a container does: it has the number 1 there. It dies with `unshare`. */
export const asContainer: readonly string[] = [
  'unshare',
  ...['--user', '--map-root-user', '--pid', '--fork', '--kill-child', '--mount-proc'],
];

/** What puts a command into a mount namespace in which a folder is mounted read-only. */
export const withReadOnly = (folder: string): readonly string[] => [
  'unshare',
  ...['--user', '--map-root-user', '--mount', 'sh', '-c'],
  `mount --bind '${folder}' '${folder}' && mount -o remount,bind,ro '${folder}' && exec "$0" "$@"`,
];

/** What makes even an administrator somebody who may do with a file what its permissions say. */
export const withoutPrivileges: readonly string[] = ['unshare', '--user'];

/** Namespaces of Linux, as containers are made of, which a machine may keep to its administrator. */
export const namespaces: MachinePart = {
  name: 'namespaces of Linux for any user',
  install: 'Run on Linux with util-linux, and set the sysctl user.max_user_namespaces above 0.',
  isPresent: () => spawnSync(asContainer[0]!, [...asContainer.slice(1), 'true']).status === 0,
};

/** Namespaces, and what puts up the network of one. */
export const networkNamespaces: MachinePart = {
  name: `${namespaces.name}, and "ip"`,
  install: `${namespaces.install} Install iproute2.`,
  isPresent: () =>
    spawnSync('unshare', ['--user', '--map-root-user', '--net', 'ip', 'link', 'set', 'lo', 'up']).status ===
    0,
};
