import { beginAuditLog, beginLedger, beginLedgerOnServer } from '#consent-ledger';
import { ExitCode } from '../../exit-code';
import { WrongUsage } from '../../failure';
import type { Invocation } from '../../ledger-command';

/** Begins a ledger on purpose, where there is none. */
export async function initLedger(invocation: Invocation): Promise<ExitCode> {
  const { options, terminal } = invocation;
  const { EVENT_STORE_URL } = await invocation.config();
  const onServer = EVENT_STORE_URL !== undefined;
  if (options.newAuditLog && onServer)
    throw new WrongUsage('With EventStoreDB the audit log is not a log of its own.');
  const { record, told } = await (onServer ? onEventStoreDb : inFolder)(invocation);
  terminal.record(record);
  terminal.line(told);
  return ExitCode.done;
}

interface Begun {
  readonly record: object;
  readonly told: string;
}

async function inFolder({ options, clock, ...invocation }: Invocation): Promise<Begun> {
  const [config, log] = [await invocation.config(), await invocation.log()];
  if (options.newAuditLog) {
    const record = await beginAuditLog(config, log, clock);
    return { record, told: `Began a new audit log of ledger ${record.ledgerId} in ${record.folder}.` };
  }
  const record = await beginLedger(config, log);
  return { record, told: `Began ledger ${record.ledgerId} in ${record.folder}.` };
}

async function onEventStoreDb({ clock, ...invocation }: Invocation): Promise<Begun> {
  await beginLedgerOnServer(await invocation.config(), await invocation.log(), clock);
  return { record: { server: true }, told: 'Began a ledger on the EventStoreDB server.' };
}
