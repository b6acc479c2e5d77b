import { randomUUID } from 'node:crypto';
import type { LogRecord, ProposedRecord } from './log-record';

/** What the server notes of a stream that was deleted and may begin anew. */
export const DELETED = '{"$tb":9223372036854775807}';

/** An event of the server's own. */
export const ofServer = (type: string, data = '{}'): ProposedRecord => ({
  id: randomUUID(),
  type,
  contentType: 'application/json',
  data: Buffer.from(data),
  metadata: Buffer.from('{}'),
});

/** The first revision that readers are given of a stream of so many events, by its metadata; `Infinity` when it was deleted. */
export function firstKeptBy({ data }: LogRecord, length: number): number {
  const { $tb = 0, $maxCount = Infinity } = JSON.parse(Buffer.from(data).toString()) as {
    readonly $tb?: number;
    readonly $maxCount?: number;
  };
  return $tb > Number.MAX_SAFE_INTEGER ? Infinity : Math.max($tb, length - $maxCount);
}
