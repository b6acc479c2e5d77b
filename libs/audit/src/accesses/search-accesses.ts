import { sameHsaId, samePerson, type PersonIdentity } from '#consent';
import type { EventStore } from '#event-store';
import { readRecords, type ReadRecordsOptions, type TimeSpan } from '../records';
import type { Access } from './access';
import { accessKind } from './access-kind';

/** Which accesses are looked for: those within the span that agree with everything else that is named. */
export interface AccessFilter extends TimeSpan {
  readonly patient?: PersonIdentity;
  readonly employeeId?: string;
  readonly careProviderId?: string;
  readonly callerId?: string;
  readonly contract?: string;
  readonly isGranted?: boolean;
  readonly correlationId?: string;
}

/** The accesses that a filter means, one after the other; see `readRecords` for their order. @throws UnknownAccesses */
export async function* searchAccesses(
  auditStore: Pick<EventStore, 'readStream'>,
  filter: AccessFilter,
  options: ReadRecordsOptions = {},
): AsyncGenerator<Access> {
  for await (const { record } of readRecords({ kind: accessKind, auditStore }, filter, options))
    if (isMeant(filter, record)) yield record;
}

const alike = ['contract', 'isGranted', 'correlationId'] as const;
const hsaIds = ['employeeId', 'careProviderId', 'callerId'] as const;

function isMeant(filter: AccessFilter, access: Access): boolean {
  const { from, before, patient } = filter;
  if (access.askedAt < from || access.askedAt >= before) return false;
  if (patient && !(access.patient && samePerson(patient, access.patient))) return false;
  return (
    alike.every((field) => filter[field] === undefined || filter[field] === access[field]) &&
    hsaIds.every((field) => isSameId(filter[field], access[field]))
  );
}

const isSameId = (asked: string | undefined, id: string | undefined): boolean =>
  asked === undefined || (id !== undefined && sameHsaId(asked, id));
