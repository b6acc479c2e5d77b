import { decodeOrReport, encode, type ReadableEvent } from '#consent';
import {
  cancelled,
  careProvider,
  consentId,
  deleted,
  endedByPatient,
  otherCareProvider,
  provenance,
  recorded,
  registered,
} from '#consent/given';
import fc from 'fast-check';
import { emptyReadModels, isSameId, type History, type ReadModels } from '../given';
import { anyHistory } from '../given/random-histories';
import type { ChangeCursor, ChangesPage } from './changes.query';
import { consentChanges, decodeChangeCursor, encodeChangeCursor } from './changes.query';

const after = (...events: readonly ReadableEvent[]): ReadModels => {
  const models = emptyReadModels();
  models.apply(...events);
  return models;
};

const pageOf = ({ careProvider: rows }: ReadModels, cursor?: ChangeCursor, pageSize = 10): ChangesPage => {
  const page = consentChanges(rows, { careProviderId: careProvider, after: cursor, pageSize });
  if (!page) throw new Error('The cursor is of another history.');
  return page;
};

const sent = (cursor: ChangeCursor): ChangeCursor => decodeChangeCursor(encodeChangeCursor(cursor))!;

const kinds = {
  ConsentRegistered: 'registered',
  ConsentEndedByPatient: 'ended',
  ConsentCancelled: 'cancelled',
  ConsentDeleted: 'deleted',
} as const;

/** What a reader of the whole log finds out. */
const inTheLog = (history: History) =>
  history
    .filter(({ event }) => isSameId(event.careProviderId, careProvider))
    .map(({ event, position }) => ({
      position,
      change: kinds[event.type],
      assertionId: event.assertionId,
      recordedAt: event.recordedAt,
    }));

const asInTheLog = ({ changes }: ChangesPage) =>
  changes.map(({ what, mark: _, ...change }) => ({ ...change, change: what.change }));

describe('the changes of a care provider', () => {
  const anyReader = fc.record({
    pageSize: fc.integer({ min: 1, max: 5 }),
    arrivals: fc.array(fc.nat(6), { maxLength: 12 }),
    /** After each page: at which of the cursors so far it goes on. */
    resumed: fc.array(fc.nat(), { maxLength: 12 }),
  });

  it('come each once after a cursor, in the order of the log, however a reader stops and goes on', () => {
    fc.assert(
      fc.property(anyHistory, anyReader, ({ history }, { pageSize, arrivals, resumed }) => {
        const models = emptyReadModels();
        const cursors: ChangeCursor[] = [pageOf(models).cursor];
        let known = 0;
        const steps = [...arrivals, history.length];
        steps.forEach((events, step) => {
          const news = history.slice(known, known + events);
          models.apply(...news);
          known += news.length;
          const from = cursors[(resumed[step] ?? 0) % cursors.length]!;
          const page = pageOf(models, sent(from), pageSize);
          const expected = inTheLog(history.slice(0, known)).filter(
            ({ position }) => position > from.position,
          );
          expect(asInTheLog(page)).toStrictEqual(expected.slice(0, pageSize));
          expect(page.hasMore).toBe(expected.length > pageSize);
          expect(page.cursor.position).toBe(page.changes.at(-1)?.position ?? from.position);
          for (const change of page.changes) expect(pageOf(models, change)).not.toBeNull();
          cursors.push(page.cursor);
        });
      }),
    );
  });

  it('have what a copy needs to know', () => {
    const one = registered();
    const { changes } = pageOf(
      after(
        recorded(one, 1),
        recorded(endedByPatient(one, { end: { at: 17, sent: null } }), 2),
        recorded(deleted(one), 3),
      ),
    );
    expect(changes.map(({ what }) => what)).toMatchObject([
      { change: 'registered', assertion: { assertionId: consentId(1), careUnitId: one.careUnitId } },
      { change: 'ended', lastValidAt: 17 },
      { change: 'deleted' },
    ]);
  });
});

describe('a cursor', () => {
  const one = registered();
  const models = after(recorded(one, 1), recorded(registered({ assertionId: consentId(2) }), 2));

  it('of another care provider is of another history', () => {
    const { cursor } = pageOf(models);
    const asked = { careProviderId: otherCareProvider, after: cursor, pageSize: 10 };
    expect(consentChanges(models.careProvider, asked)).toBeNull();
  });

  it('of a history that was lost is of another one, also where that has grown as long', () => {
    const { cursor } = pageOf(models);
    const otherCommand = { ...provenance, commandId: '00000000-0000-4000-8000-0000000000c2' };
    const restored = [recorded(one, 1), { ...recorded(cancelled(one), 2), provenance: otherCommand }];
    const asked = { careProviderId: careProvider, after: cursor, pageSize: 10 };
    expect(consentChanges(after(restored[0]!).careProvider, asked)).toBeNull();
    expect(consentChanges(after(...restored).careProvider, asked)).toBeNull();
  });

  it('before the first change is one of every history', () => {
    const { cursor } = pageOf(emptyReadModels());
    expect(pageOf(models, sent(cursor)).changes).toHaveLength(2);
  });

  it.each(['', '-1', '7', '-2-0', '7-C1', '7-0-0', '07-c1', ' 7-c1', 'zzzzzzzzzzz-0'])(
    'is not the text %j',
    (text) => {
      expect(decodeChangeCursor(text)).toBeNull();
    },
  );
});

describe('a consent of whose history something cannot be read', () => {
  const unreadable = (position: number) =>
    decodeOrReport({
      ...encode(registered(), provenance),
      type: 'ConsentForwarded.v1',
      stream: `consent-${consentId(1).toLowerCase()}`,
      position,
    })!;
  const one = recorded(registered(), 1);
  const changesOf = (...events: readonly ReadableEvent[]) =>
    pageOf(after(...events)).changes.map(({ position, what }) => [position, what.change]);

  it('has a change that says so, and stays so whatever follows', () => {
    expect(changesOf(one, unreadable(2), recorded(endedByPatient(), 3))).toEqual([
      [1, 'registered'],
      [2, 'unreadable'],
      [3, 'unreadable'],
    ]);
  });

  it('is never registered when it could not be read from the first', () => {
    expect(changesOf(unreadable(1), recorded(registered(), 2))).toEqual([[2, 'unreadable']]);
  });

  it('has the same changes when events are applied again', () => {
    const events = [unreadable(1), recorded(registered(), 2), unreadable(3)];
    expect(after(...events, ...events).careProvider.all()).toEqual(after(...events).careProvider.all());
  });

  it('leaves a cursor to go on from', () => {
    const { cursor } = pageOf(after(one, unreadable(2)));
    expect(pageOf(after(one, unreadable(2), recorded(cancelled(), 3)), sent(cursor)).changes).toHaveLength(1);
  });
});
