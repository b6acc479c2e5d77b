import { createHash } from 'node:crypto';
import { DamagedEvent } from '#event-store';
import { eventLine, type ArchivedEvent } from '../format/event-line';
import { headerLine } from '../format/header';
import { Order } from '../format/order';
import { Seal, trailerLine, type Trailer } from '../format/seal';
import type { Logs, Progress } from '../logs';
import { archivedEvents, type Ends } from './archived-events';

/**
 * A ledger as the lines of an archive, without their ends. Nothing in them depends on when, by whom, or from what kind of store it
 * is written: the same events under the same name are the same bytes. A generator's last value is what its last line says.
 * @throws DamagedEvent when an event cannot be read, or its place among the others makes no sense; StoreUnavailable
 */
export async function* archiveLines(
  logs: Logs,
  ledger: string,
  ends: Ends,
  progress?: Progress,
): AsyncGenerator<string, Trailer> {
  const seal = new Seal();
  const header = headerLine(ledger);
  seal.addHeader(header);
  yield header;
  for await (const { event, line } of eventLines(logs, ends, progress)) {
    seal.addEvent(event, line);
    yield line;
  }
  const trailer = seal.trailer();
  yield trailerLine(trailer);
  return trailer;
}

/**
 * What the last line of an archive of the logs says of the bytes before it. Where it is the same as that of a file, so is all else in
 * the last line, because it follows from those bytes.
 * @throws DamagedEvent, StoreUnavailable
 */
export async function archiveHash(
  logs: Logs,
  ledger: string,
  ends: Ends,
  progress: Progress,
): Promise<Trailer['sha256']> {
  const sha256 = createHash('sha256').update(`${headerLine(ledger)}\n`);
  for await (const { line } of eventLines(logs, ends, progress)) sha256.update(`${line}\n`);
  return sha256.digest('hex');
}

async function* eventLines(logs: Logs, ends: Ends, progress?: Progress): AsyncGenerator<ArchivedEvent> {
  const order = new Order();
  for await (const event of archivedEvents(logs, ends, progress)) {
    const fault = order.faultOf(event);
    if (fault) throw new DamagedEvent(event.position, fault);
    yield { event, line: eventLine(event) };
  }
}
