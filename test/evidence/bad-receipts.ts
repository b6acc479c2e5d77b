import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Receipt } from '#evidence';
import { person } from '../support/people';

/** What it is, and what is made of the text of a good one. */
type BadReceipt = readonly [what: string, of: (text: string) => string];

const nested = (times: number): string => '['.repeat(times) + ']'.repeat(times);

const changed = (text: string, change: (receipt: Receipt) => object): string =>
  JSON.stringify(change(JSON.parse(text) as Receipt));

type Entry = Receipt['events'][number];
const withFirst =
  (change: (entry: Entry) => object) =>
  ({ events: [first, ...others], ...more }: Receipt): object => ({
    ...more,
    events: [change(first!), ...others],
  });

/** `npm test` gives the first three to the commands. */
export const badReceipts: readonly BadReceipt[] = [
  ['is cut', (text) => text.slice(0, -2)],
  ['is nested without end', (text) => text.replace('"door":', `"door":${nested(200_000)},"door":`)],
  [
    'has lost its cancellation',
    (text) => changed(text, ({ events, ...more }) => ({ ...more, events: events.slice(0, -1) })),
  ],
  ['is empty', () => ''],
  ['is another file', () => readFileSync(join(__dirname, '../../package.json'), 'utf8')],
  ['is a list', () => '[]'],
  ['is null', () => 'null'],
  [
    'has no event',
    (text) => changed(text, ({ events: _events, ...receipt }) => ({ ...receipt, events: [] })),
  ],
  [
    'shows a false identity beside the proved one',
    (text) => text.replace('"extension":', `"extension":"${person(2).extension}","extension":`),
  ],
  [
    'shows a false event beside the proved one',
    (text) => text.replace('"event":', '"event" :{"type":"ConsentCancelled.v1: \\""},"event":'),
  ],
  ['is nested deeply', (text) => text.replace('"door":"json"', `"door":${nested(5_000)}`)],
  [
    'has no event in an entry',
    (text) =>
      changed(
        text,
        withFirst(({ event: _event, ...more }) => more),
      ),
  ],
  ['has nothing for an event', (text) => changed(text, (receipt) => ({ ...receipt, events: [null] }))],
  [
    'says more than is proved',
    (text) => changed(text, (receipt) => ({ ...receipt, note: 'valid for ever' })),
  ],
  [
    'is of a later format',
    (text) => changed(text, (receipt) => ({ ...receipt, format: 'consent-ledger/receipt/v3' })),
  ],
  [
    'has lost its cancellation and says that it is of the version that did not prove it to be the last',
    (text) =>
      changed(text, ({ events, newestProof: _proof, ...more }) => ({
        ...more,
        events: events.slice(0, -1),
        format: 'consent-ledger/receipt/v1',
      })),
  ],
  [
    'lacks the proof of the newest event',
    (text) => changed(text, ({ newestProof: _proof, ...more }) => more),
  ],
  [
    'has a proof of the newest event that is cut',
    (text) => changed(text, ({ newestProof, ...more }) => ({ ...more, newestProof: newestProof!.slice(1) })),
  ],
  ['has none for it', (text) => changed(text, (receipt) => ({ ...receipt, newestProof: [] }))],
  ['has anything else for it', (text) => changed(text, (receipt) => ({ ...receipt, newestProof: [null] }))],
  [
    'has lost its first event',
    (text) => changed(text, ({ events, ...more }) => ({ ...more, events: events.slice(1) })),
  ],
  [
    'has its events turned round',
    (text) => changed(text, ({ events, ...more }) => ({ ...more, events: events.toReversed() })),
  ],
  [
    'has an event twice',
    (text) => changed(text, ({ events, ...more }) => ({ ...more, events: [events[0]!, ...events] })),
  ],
  [
    'has a proof too long',
    (text) =>
      changed(
        text,
        withFirst((entry) => ({
          ...entry,
          inclusionProof: [...entry.inclusionProof, entry.inclusionProof[0]!],
        })),
      ),
  ],
  [
    'has a proof too short',
    (text) =>
      changed(
        text,
        withFirst((entry) => ({ ...entry, inclusionProof: entry.inclusionProof.slice(1) })),
      ),
  ],
  [
    'has no proof',
    (text) =>
      changed(
        text,
        withFirst(({ event, leafIndex }) => ({ event, leafIndex })),
      ),
  ],
  [
    'says more of an event',
    (text) =>
      changed(
        text,
        withFirst((entry) => ({ ...entry, position: 4711 })),
      ),
  ],
  [
    'says more in an event',
    (text) =>
      changed(
        text,
        withFirst((entry) => ({ ...entry, event: { ...entry.event, position: 4711 } })),
      ),
  ],
];
