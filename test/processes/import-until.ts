import { pid } from 'node:process';
import { ArchiveFile, importArchive } from '#archive';
import { openStoresToImport, type RestorableStores } from '#consent-ledger';
import { createLogForPeople, readConfig } from '#platform';

/** Imports a file, and kills itself as soon as so many batches of it are in the log. */
async function main([path, batches]: string[]): Promise<void> {
  const silent = async () => ({ at: () => undefined, end: () => undefined });
  const stores = await openStoresToImport(readConfig(process.env), createLogForPeople('error'));
  const file = await ArchiveFile.inspect(path!, silent);
  await importArchive(file, { ...stores, store: dyingAfter(stores.store, Number(batches)) }, silent);
  await stores.close();
}

function dyingAfter(store: RestorableStores['store'], batches: number): RestorableStores['store'] {
  let left = batches;
  const dieAtTheEnd = () => {
    if (left === 0) process.kill(pid, 'SIGKILL');
    left -= 1;
  };
  const members: Partial<RestorableStores['store']> = {
    markRestoration: async (mark) => {
      await store.markRestoration(mark);
      dieAtTheEnd();
    },
    restore: async (events) => {
      await store.restore(events);
      dieAtTheEnd();
    },
  };
  return new Proxy(store, {
    get: (target, name) => {
      const member = (Reflect.get(members, name) ?? Reflect.get(target, name, target)) as unknown;
      return typeof member === 'function' ? (member.bind(target) as unknown) : member;
    },
  });
}

void main(process.argv.slice(2));
