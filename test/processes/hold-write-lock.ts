import { open } from 'lmdb';

/** Holds a log's write lock until it is killed, as a process does that is stopped in the middle of a commit. */
const [directory] = process.argv.slice(2);
const root = open({ path: directory!, noSubdir: false, overlappingSync: false });
root.transactionSync(() => {
  process.stdout.write('held\n');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
});
void root.close();
