import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { SeededRandom } from '../generated-ledger/seeded-random';
import type { Corruption, Place } from './corruption';
import type { LogFiles, StoredArray } from './log-files';

type Corrupt = (files: LogFiles, random: SeededRandom) => Corruption;

const changed = ['changed', 'damaged', 'dropped'];

const at = (what: string, places: readonly Place[], more: Partial<Corruption> = {}): Corruption => ({
  what,
  places,
  touched: [],
  mayBeRefused: false,
  ...more,
});

const parsed = (text: string): StoredArray => JSON.parse(text) as StoredArray;

/** The same event to every reader: then nothing was changed that anybody could be told. */
function isSame(text: string, other: string): boolean {
  try {
    return isDeepStrictEqual(JSON.parse(text), JSON.parse(other));
  } catch {
    return false;
  }
}

const lastOf = (files: LogFiles): number => files.texts().length - 1;

/** One byte of one event becomes another. */
const turnByte: Corrupt = (files, random) => {
  const last = lastOf(files);
  for (;;) {
    const position = random.below(last + 1);
    const bytes = files.bytes(position);
    const before = bytes.toString();
    const offset = random.below(bytes.length);
    bytes[offset] = (bytes[offset]! + 1 + random.below(255)) % 256;
    if (isSame(before, bytes.toString())) continue;
    files.write(position, bytes);
    return at(`byte ${offset} of the event at ${position}`, [{ position, kinds: changed }], {
      mayBeRefused: position === last,
    });
  }
};

/** One field of one event gets another value that is well-formed. */
const editField: Corrupt = (files, random) => {
  const last = lastOf(files);
  const position = random.below(last + 1);
  const event = parsed(files.bytes(position).toString());
  const [name, edit] = random.pick(edits);
  const edited = edit(event, random);
  files.write(position, JSON.stringify(edited));
  return at(`${name} of the event at ${position}`, [{ position, kinds: changed }], {
    mayBeRefused: position === last,
  });
};

type Edit = (event: StoredArray, random: SeededRandom) => StoredArray;

const edits: readonly (readonly [string, Edit])[] = [
  ['id', ([, ...rest]) => [randomUUID(), ...rest]],
  ['revision', ([id, revision, ...rest], random) => [id, revision + 1 + random.below(3), ...rest]],
  ['stream', ([id, revision, , ...rest]) => [id, revision, `consent-${randomUUID()}`, ...rest]],
  [
    'stream, to one of the audit log,',
    ([id, revision, , ...rest]) => [id, revision, 'audit-checkpoints', ...rest],
  ],
  [
    'type',
    ([id, revision, stream, type, data, metadata]) => [
      id,
      revision,
      stream,
      type === 'ConsentCancelled.v1' ? 'ConsentDeleted.v1' : 'ConsentCancelled.v1',
      data,
      metadata,
    ],
  ],
  [
    'data',
    ([id, revision, stream, type, data, metadata]) => [
      id,
      revision,
      stream,
      type,
      withoutOne(data),
      metadata,
    ],
  ],
  [
    'metadata',
    ([id, revision, stream, type, data, metadata]) => [
      id,
      revision,
      stream,
      type,
      data,
      { ...metadata, systemId: 'SE165565594230-9999' },
    ],
  ],
];

function withoutOne(data: Record<string, unknown>): Record<string, unknown> {
  const { [Object.keys(data)[0]!]: _, ...rest } = data;
  return rest;
}

/** One event is gone from its position, and all else is as it was. */
const removeEvent: Corrupt = (files, random) => {
  const last = lastOf(files);
  const position = random.below(last + 1);
  files.remove(position);
  return at(`remove the event at ${position}`, [{ position, kinds: ['dropped'] }], {
    mayBeRefused: position === last,
  });
};

/** Two events change places, and all else is as it was. */
const swapTexts: Corrupt = (files, random) => {
  const last = lastOf(files);
  const [one, other] = twoOf(last + 1, random);
  const [text, otherText] = [files.bytes(one), files.bytes(other)];
  files.write(one, otherText);
  files.write(other, text);
  const places = [one, other].map((position) => ({ position, kinds: changed }));
  return at(`swap the events at ${one} and ${other}`, places, { mayBeRefused: other === last });
};

function twoOf(count: number, random: SeededRandom): readonly [number, number] {
  const one = random.below(count);
  const other = (one + 1 + random.below(count - 1)) % count;
  return one < other ? [one, other] : [other, one];
}

/** One event's text stands at another's position, too. */
const overwrite: Corrupt = (files, random) => {
  const last = lastOf(files);
  const [one, other] = twoOf(last + 1, random);
  files.write(other, files.bytes(one));
  return at(`copy the event at ${one} over that at ${other}`, [{ position: other, kinds: changed }], {
    mayBeRefused: other === last,
  });
};

/** The log is written anew by somebody who knows its layout, so that nothing in it contradicts itself. */
const rewritten =
  (name: string, change: (events: StoredArray[], random: SeededRandom) => readonly Place[]): Corrupt =>
  (files, random) => {
    const events = files.texts().map(parsed);
    const places = change(events, random);
    const before = new Map(events.map((event) => [event, event[1]]));
    files.rewrite(events);
    const after = files.texts().map(parsed);
    const touched = after.flatMap(([, revision], position) =>
      before.get(events[position]!) === revision ? [] : [position],
    );
    return at(
      `${name} at ${places.map(({ position }) => position).join(' and ')}, and write the log anew`,
      places,
      { touched },
    );
  };

/**
 * Where events of one stream follow one another, each behind the dropped one takes the place and the revision of the one before it:
 * the last place of them is the one that is left without its event.
 */
const dropAndRewrite = rewritten('drop an event', (events, random) => {
  const dropped = random.below(events.length);
  let position = dropped;
  while (events[position + 1]?.[2] === events[dropped]![2]) position += 1;
  events.splice(dropped, 1);
  return [{ position, kinds: ['dropped'] }];
});

const insertAndRewrite = rewritten('insert a forged registration', (events, random) => {
  const model = random.pick(events.filter(([, , , type]) => type === 'ConsentRegistered.v1'));
  const id = randomUUID();
  const forged: StoredArray = [
    randomUUID(),
    0,
    `consent-${id}`,
    model[3],
    { ...model[4], assertionId: id },
    model[5],
  ];
  const position = random.below(events.length);
  events.splice(position, 0, forged);
  return [{ position, kinds: ['inserted'] }];
});

/** A cancellation that a rule would allow: of a consent that was left as it was registered. */
const closeAndRewrite = rewritten('insert a forged cancellation', (events, random) => {
  const model = random.pick(events.filter(([, , , type]) => type === 'ConsentCancelled.v1'));
  const isAlone = ([, , stream]: StoredArray) => events.filter((event) => event[2] === stream).length === 1;
  const open = events.slice(0, -1).filter((event) => event[3] === 'ConsentRegistered.v1' && isAlone(event));
  const victim = random.pick(open);
  const { assertionId, patient, careProviderId, careUnitId } = victim[4];
  const data = { ...model[4], assertionId, patient, careProviderId, careUnitId };
  const after = events.indexOf(victim) + 1;
  const position = after + random.below(events.length - after);
  events.splice(position, 0, [randomUUID(), 1, victim[2], model[3], data, model[5]]);
  return [{ position, kinds: ['inserted'] }];
});

const duplicateAndRewrite = rewritten('insert a copy of an event', (events, random) => {
  const [from, to] = twoOf(events.length, random);
  events.splice(to, 0, [...events[from]!]);
  return [{ position: to, kinds: ['inserted'] }];
});

const swapAndRewrite = rewritten('swap two events', (events, random) => {
  const [one, other] = twoOf(events.length, random);
  [events[one], events[other]] = [events[other]!, events[one]!];
  return [one, other].map((position) => ({ position, kinds: ['changed', 'dropped', 'inserted'] }));
});

/** The head names another event than the last. */
const moveHead: Corrupt = (files, random) => {
  const last = lastOf(files);
  const head = random.pick([last + 1, last - 1 - random.below(last), -1, undefined, 'all']);
  files.setHead(head);
  return at(`head ${String(head)}`, [], { mayBeRefused: true });
};

/** The index of streams says something else of one stream. */
const editIndex: Corrupt = (files, random) => {
  const events = files.texts().map(parsed);
  const position = random.below(events.length);
  const stream = events[position]![2];
  const ofStream = events.flatMap((event, other) => (event[2] === stream ? [other] : []));
  const [name, record] = random.pick(indexEdits)(ofStream, random, events.length);
  files.setRecord(stream, record);
  const places = [{ position: ofStream.at(-1)!, kinds: ['stream', 'damaged'] }];
  return at(`${name} for the stream of the event at ${position}`, places, {
    touched: ofStream,
    mayBeRefused: ofStream.includes(events.length - 1),
  });
};

type IndexEdit = (
  positions: readonly number[],
  random: SeededRandom,
  count: number,
) => [string, string | undefined];

const indexEdits: readonly IndexEdit[] = [
  () => ['no record', undefined],
  (positions) => ['a record one short', [0, ...positions.slice(0, -1)].join(',')],
  (positions, random, count) => [
    'a record that ends elsewhere',
    [0, ...positions.slice(0, -1), (positions.at(-1)! + 1 + random.below(count - 1)) % count].join(','),
  ],
  (positions) => ['a record of later revisions', [7, ...positions].join(',')],
  (positions, random, count) => ['a record one longer', [0, ...positions, random.below(count)].join(',')],
  () => ['a record that is no record', 'none'],
];

/** The index names a stream that there is not, at an event whose revision is the one that the index says: only its stream differs. */
const addPhantom: Corrupt = (files, random) => {
  const firsts = files.arrays().flatMap(([, revision], position) => (revision === 0 ? [position] : []));
  const position = random.pick(firsts);
  files.setRecord(`consent-${randomUUID()}`, `0,${position}`);
  return at(`a stream that is not there, at ${position}`, [{ position, kinds: ['stream'] }]);
};

const corruptions: readonly (readonly [weight: number, Corrupt])[] = [
  [30, turnByte],
  [15, editField],
  [8, removeEvent],
  [6, swapTexts],
  [4, overwrite],
  [8, dropAndRewrite],
  [8, insertAndRewrite],
  [4, closeAndRewrite],
  [5, duplicateAndRewrite],
  [5, swapAndRewrite],
  [2, moveHead],
  [4, editIndex],
  [1, addPhantom],
];

const TOTAL = corruptions.reduce((sum, [weight]) => sum + weight, 0);

/** Does one thing to the log: each kind in its turn first, then kinds chosen by the random numbers. */
export function corrupt(files: LogFiles, random: SeededRandom, turn = Infinity): Corruption {
  const [, inTurn] = corruptions[turn] ?? [];
  return (inTurn ?? byWeight(random))(files, random);
}

function byWeight(random: SeededRandom): Corrupt {
  let left = random.below(TOTAL);
  for (const [weight, work] of corruptions) {
    if (left < weight) return work;
    left -= weight;
  }
  throw new Error('The weights do not add up.');
}
