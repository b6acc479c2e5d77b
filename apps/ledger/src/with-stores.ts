import {
  openExistingStores,
  openLedger,
  openStoresToInspect,
  readModelsFolder,
  type OpenLedger,
  type OpenStores,
} from '#consent-ledger';
import type { Invocation } from './ledger-command';
import { withWritable } from './scratch';

/** Work on the logs that the settings name, which must be there; they are closed afterwards. @throws NoLedger */
export async function withStores<T>(
  invocation: Invocation,
  work: (stores: OpenStores) => Promise<T>,
): Promise<T> {
  const stores = await openExistingStores(await invocation.config(), await invocation.log());
  return invocation.using(stores, work);
}

/** Work that looks for what is wrong with the logs: they may have lost their end. @throws NoLedger */
export async function withInspectedStores<T>(
  invocation: Invocation,
  work: (stores: OpenStores) => Promise<T>,
): Promise<T> {
  const stores = await openStoresToInspect(await invocation.config(), await invocation.log());
  return invocation.using(stores, work);
}

/**
 * Work with the read models too, which have applied everything that was in the ledger when the command began.
 * @param open how the logs are opened: a command that looks for what is wrong opens them to inspect.
 */
export async function withLedger<T>(
  invocation: Invocation,
  work: (ledger: OpenLedger) => Promise<T>,
  open = openExistingStores,
): Promise<T> {
  const log = await invocation.log();
  return withWritable(invocation, readModelsFolder, async (config) => {
    const stores = await open(await invocation.config(), log);
    return invocation.using(await openLedger(stores, config, log), async (ledger) => {
      await catchUp(invocation, ledger);
      return work(ledger);
    });
  });
}

/** How often a watcher hears how far the read models have come, in milliseconds. */
const TOLD_EVERY_MS = 100;

/** Read models that nobody has followed for long may have a way to go: they are waited for as long as it takes. */
async function catchUp({ terminal }: Invocation, { store, updater }: OpenLedger): Promise<void> {
  const head = await store.head();
  const progress = await terminal.progress('Reading the ledger', head);
  const timer = setInterval(() => progress.at(updater.reached()), TOLD_EVERY_MS);
  try {
    await updater.reach(head, new AbortController().signal);
  } finally {
    clearInterval(timer);
    progress.end();
  }
}
