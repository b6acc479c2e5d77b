import type { PageEnd, PageEvent } from '../../contract/contract';

/** The media type of Server-Sent Events. */
export const EVENT_STREAM = 'text/event-stream';

/**
 * Why a stream ends, so that its reader knows what to do: `service-stopping`, `time-over` and `connection-old` are no failures, and it
 * opens another. After `refused`, the same request is refused; after `failed`, the service could not read on.
 */
export type EndReason = 'service-stopping' | 'time-over' | 'connection-old' | 'refused' | 'failed';

/** Something that happened. */
export const changeText = ({ id, data }: PageEvent): string => block('change', data, id);

/** Nothing more has happened up to here. It is a heartbeat for readers that skip what they do not know, too. */
export const currentText = ({ id, data }: PageEnd, openForMs: number): string =>
  `: heartbeat\n${block('current', { ...data, openForMs }, id)}`;

export const endText = (why: EndReason): string => block('end', { why });

/** JSON has no line feeds, and an id is of the service's own making. */
const block = (event: string, data: object, id?: string): string =>
  `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
