/** Streams in which the ledger notes its own work begin with this; on EventStoreDB they are in the same log as the consents. */
const PREFIX = 'audit-';

/** The name of one such stream, such as `audit-checkpoints`. */
export const auditStream = (name: string): string => PREFIX + name;

/** Whether a stream records the ledger's own work, and so is no part of the history that is proved and replayed. */
export const isAuditStream = (stream: string): boolean => stream.startsWith(PREFIX);
