import { resolve } from 'node:path';
import type { Clock, Config, Logger } from '#platform';
import { begunLogs, demandEmpty, NoLedger, NotEmpty } from './begun-logs';
import { holdsAnEvent, noteBeginning } from './begun-on-server';
import { openEmbedded, openStoresToImport } from './open-stores';

/** Where a ledger was begun. */
export interface Beginning {
  readonly folder: string;
  readonly ledgerId: string;
}

/** Begins a ledger in the folder that the settings name, which is missing or empty. @throws NotEmpty, LedgerIncomplete */
export async function beginLedger(config: Config, log: Logger): Promise<Beginning> {
  const folder = resolve(config.DATA_DIR);
  const before = await begunLogs(folder);
  const isThere = before.log && before.auditLog;
  if (!isThere) await demandEmpty(folder);
  const stores = await openEmbedded(config, log);
  await stores.close();
  const { ledgerId } = stores;
  if (isThere) throw alreadyIn(folder, ledgerId);
  return { folder, ledgerId };
}

/** Begins an audit log beside a log whose own is lost, and notes it there. @throws NotEmpty, NoLedger */
export async function beginAuditLog(config: Config, log: Logger, clock: Clock): Promise<Beginning> {
  const folder = resolve(config.DATA_DIR);
  const before = await begunLogs(folder);
  if (!before.log) throw new NoLedger(`There is no ledger in ${folder} whose audit log could be lost.`);
  const stores = await openEmbedded(config, log, { newAuditLog: true });
  const { ledgerId } = stores;
  try {
    if (before.auditLog) throw alreadyIn(folder, ledgerId);
    await noteBeginning(stores.auditStore, 'audit-log', clock);
  } finally {
    await stores.close();
  }
  return { folder, ledgerId };
}

const alreadyIn = (folder: string, ledgerId: string): NotEmpty =>
  new NotEmpty(`There is a ledger in ${folder} already: ${ledgerId}. Nothing was changed.`);

/** Begins a ledger on the server that the settings name. @throws NotEmpty, StoreUnavailable */
export async function beginLedgerOnServer(config: Config, log: Logger, clock: Clock): Promise<void> {
  const stores = await openStoresToImport(config, log);
  try {
    if (await holdsAnEvent(stores.store)) {
      throw new NotEmpty('There is a ledger on the EventStoreDB server already. Nothing was changed.');
    }
    await noteBeginning(stores.auditStore, 'ledger', clock);
  } finally {
    await stores.close();
  }
}
