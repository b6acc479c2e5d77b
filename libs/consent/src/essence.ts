import type { ConsentCommand } from './command';
import type { StatedTime } from './event';
import { hsaKey } from './identity';

/**
 * What a command asks for, as text: equal for two commands exactly when the same is asked for, however it was written. The time of
 * recording and the caller are not part of it.
 */
export function essenceOfCommand(command: ConsentCommand): string {
  const { now: _, caller: __, ...asked } = command;
  return JSON.stringify({ ...asked, assertionId: asked.assertionId.toLowerCase() }, essential);
}

const HSA_IDS: ReadonlySet<string> = new Set(['careProviderId', 'careUnitId', 'employeeId', 'assignmentId']);

/** The instant of a time, not its spelling; HSA-ids in one case; members in one order. */
function essential(name: string, value: unknown): unknown {
  if (typeof value === 'string') return HSA_IDS.has(name) ? hsaKey(value) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (isStatedTime(value)) return value.at;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}

const isStatedTime = (value: object): value is StatedTime => 'at' in value && 'sent' in value;
