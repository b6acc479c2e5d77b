import type { AtJsonDoor } from '../../contract/declared-contract';

/** The same changes as Server-Sent Events, as the documentation shows them. */
export const streamOfChanges: NonNullable<AtJsonDoor['stream']> = {
  about:
    'With `Accept: text/event-stream`: the same changes as Server-Sent Events, one after the other as they happen. `change` has a change, and its id is a cursor. `current` says that there are no more up to `position`, at the latest each `STREAM_HEARTBEAT_MS`. `end` says why the stream ends.',
  example: [
    'id: 0-3f0c1c9a52f1',
    'event: change',
    'data: {"position":0,"change":"cancelled","assertionId":"0197f4a2-6c1e-7d3b-9a51-3f0c1c9a52f1","recordedAt":"2026-10-15T08:00:00.000Z"}',
    '',
    ': heartbeat',
    'id: 0-3f0c1c9a52f1',
    'event: current',
    'data: {"position":4,"readAt":"2026-10-15T08:00:00.000Z","openForMs":0}',
    '',
    'event: end',
    'data: {"why":"time-over"}',
    '',
    '',
  ].join('\n'),
};
