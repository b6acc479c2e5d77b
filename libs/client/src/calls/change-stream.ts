import { createParser, type EventSourceMessage } from 'eventsource-parser';
import type { ConsentChangeType } from '#contracts';
import type { TimeLimit } from '../http/time-limit';
import type { OpenAnswer } from '../http/transport';
import type { ChangeStreamEvent } from '../messages/change-stream';
import { isObject } from '../messages/readable';
import { endedBy } from './exchange';
import { unreadable, type ContractCall } from './failures';

/** The longest event that is read, in characters: many times the longest change. */
const LONGEST_EVENT = 1024 * 1024;

/** The events of a stream are not those of the service. */
class UnreadableEvent extends Error {}

export const isStream = ({ status, headers }: OpenAnswer): boolean =>
  status === 200 && /^text\/event-stream\b/.test(headers['content-type'] ?? '');

/** The changes of a stream as they come, until it or the caller's signal ends them. @throws ConsentServiceError */
export async function* changesIn(
  body: AsyncIterable<Buffer>,
  call: ContractCall,
  limit: TimeLimit,
): AsyncGenerator<ChangeStreamEvent> {
  try {
    for await (const event of eventsIn(body)) {
      const change = changeIn(event);
      if (change) yield change;
    }
  } catch (cause) {
    throw cause instanceof UnreadableEvent ? unreadable(call, { cause }) : endedBy(limit, call, cause);
  } finally {
    limit.clear();
  }
}

async function* eventsIn(body: AsyncIterable<Buffer>): AsyncGenerator<EventSourceMessage> {
  const decoder = new TextDecoder();
  const read: EventSourceMessage[] = [];
  const parser = createParser({
    maxBufferSize: LONGEST_EVENT,
    onEvent: (event) => void read.push(event),
    onError: (cause) => {
      if (cause.type === 'max-buffer-size-exceeded') throw new UnreadableEvent('too long', { cause });
    },
  });
  for await (const chunk of body) {
    parser.feed(decoder.decode(chunk, { stream: true }));
    yield* read.splice(0);
  }
}

/** `null` for an event that this package does not know: the standard has it passed over. */
function changeIn({ event = '', id, data }: EventSourceMessage): ChangeStreamEvent | null {
  const reader = readers[event];
  return reader ? reader(dataIn(data), id) : null;
}

type Data = Readonly<Record<string, unknown>>;

const readers: Readonly<Record<string, (data: Data, id: string | undefined) => ChangeStreamEvent>> = {
  change: (data, id) => ({
    kind: 'change',
    cursor: cursorIn(id),
    change: data as unknown as ConsentChangeType,
  }),
  current: (data, id) => ({
    kind: 'current',
    cursor: cursorIn(id),
    position: numberIn(data, 'position'),
    readAt: textIn(data, 'readAt'),
    openForMs: numberIn(data, 'openForMs'),
  }),
  end: (data) => ({ kind: 'end', why: textIn(data, 'why') }),
};

function dataIn(text: string): Data {
  try {
    const data: unknown = JSON.parse(text);
    if (isObject(data)) return data;
  } catch (cause) {
    throw new UnreadableEvent('no JSON', { cause });
  }
  throw new UnreadableEvent('no object');
}

function cursorIn(id: string | undefined): string {
  if (!id) throw new UnreadableEvent('no id');
  return id;
}

function numberIn(data: Data, name: string): number {
  const value = data[name];
  if (typeof value !== 'number') throw new UnreadableEvent(`no ${name}`);
  return value;
}

function textIn(data: Data, name: string): string {
  const value = data[name];
  if (typeof value !== 'string') throw new UnreadableEvent(`no ${name}`);
  return value;
}
