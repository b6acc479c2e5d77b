import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** The folders of the two logs that a ledger on the embedded store is made of. */
export const LOG = 'log';
export const AUDIT_LOG = 'audit-log';

/** The settings name no ledger, or none that this user may see. */
export class NoLedger extends Error {
  override readonly name = 'NoLedger';
}

/** One of the two logs of a ledger is missing, and the other is there. */
export class LedgerIncomplete extends Error {
  override readonly name = 'LedgerIncomplete';
}

/** A ledger was to be begun where there is one, or something else. */
export class NotEmpty extends Error {
  override readonly name = 'NotEmpty';
}

/** Which logs were begun in a ledger's folder. */
export interface BegunLogs {
  readonly log: boolean;
  readonly auditLog: boolean;
}

/**
 * Looks for the audit log first: a ledger's log is begun before it, so that nobody who is beginning one looks like one that lost it.
 * @throws NoLedger when this user may not look.
 */
export async function begunLogs(folder: string): Promise<BegunLogs> {
  try {
    const auditLog = await isBegun(join(folder, AUDIT_LOG));
    return { auditLog, log: await isBegun(join(folder, LOG)) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EACCES') throw error;
    throw new NoLedger(
      `This user may not look into ${folder}, or its log. Run the command as the user of the ledger.`,
    );
  }
}

/** @throws NoLedger, LedgerIncomplete */
export async function demandBegun(folder: string): Promise<void> {
  const { log, auditLog } = await begunLogs(folder);
  if (!log && !auditLog) {
    throw new NoLedger(
      `There is no ledger in ${folder}. Name its folder with DATA_DIR, or its server with EVENT_STORE_URL. If it is on a volume, ` +
        'see that the volume is mounted. To begin a new ledger, run "ledger init".',
    );
  }
  if (!log) throw logMissing(folder);
  if (!auditLog) throw auditLogMissing(folder);
}

/** Files in a new volume that are nobody's, and the keys that an imported or a new ledger signs with. */
const BESIDE_A_NEW_LEDGER = new Set(['lost+found', 'keys']);

/** Nothing but what a ledger may be begun beside; a beginning that was interrupted may be made again. @throws NotEmpty */
export async function demandEmpty(folder: string): Promise<void> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const others = names.filter((name) => ![LOG, AUDIT_LOG].includes(name) && !BESIDE_A_NEW_LEDGER.has(name));
  if (others.length === 0) return;
  throw new NotEmpty(
    `A ledger cannot be begun in ${folder}: it holds something else (${others.slice(0, 3).join(', ')}). Nothing was changed. ` +
      'If they are of a ledger whose log is missing, mount its volume or restore it from a backup.',
  );
}

export const logMissing = (folder: string): LedgerIncomplete =>
  new LedgerIncomplete(
    `Half of the ledger in ${folder} is missing: ${AUDIT_LOG} is there, and ${LOG}, which holds the consents, is not. ` +
      'Mount its volume, or restore it from a backup.',
  );

export const auditLogMissing = (folder: string): LedgerIncomplete =>
  new LedgerIncomplete(
    `Half of the ledger in ${folder} is missing: ${LOG} is there, and ${AUDIT_LOG}, which holds the recorded checks and the signed ` +
      `checkpoints, is not. Mount its volume, or restore it from a backup. If "ledger init" was interrupted, run it again. ` +
      'If there is no backup: "ledger init --new-audit-log".',
  );

/** A log has its data, and a name for it. Where one of the two was lost, the store says so. */
async function isBegun(directory: string): Promise<boolean> {
  const files = ['data.mdb', 'event-store.json'].map((name) => sizeOf(join(directory, name)));
  return (await Promise.all(files)).some((size) => size > 0);
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return 0;
    throw error;
  }
}
