import { DamagedEvent } from '#event-store';
import { eventLine } from '../format/event-line';
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
  const [seal, order] = [new Seal(), new Order()];
  const header = headerLine(ledger);
  seal.addHeader(header);
  yield header;
  for await (const event of archivedEvents(logs, ends, progress)) {
    const fault = order.faultOf(event);
    if (fault) throw new DamagedEvent(event.position, fault);
    const line = eventLine(event);
    seal.addEvent(event, line);
    yield line;
  }
  const trailer = seal.trailer();
  yield trailerLine(trailer);
  return trailer;
}
