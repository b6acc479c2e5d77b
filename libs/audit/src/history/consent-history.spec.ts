import { encode } from '#consent';
import {
  cancelled,
  consentId,
  deleted,
  endedByPatient,
  evening,
  morning,
  noon,
  provenance,
  registered,
  stated,
} from '#consent/given';
import { BrokenHistory, consentHistory } from './consent-history';
import { historyOfEvents, storedHistory } from './given/example-histories';
import { givenLedger } from './given/given-ledger';

describe('the history of a consent', () => {
  const first = registered({ end: stated('2026-06-30T23:59:59') });
  const { store } = givenLedger(registered({ assertionId: consentId(2) }), first, cancelled(first));

  it('has every event of it in order, with its place, and none of another', async () => {
    const history = await consentHistory(store, consentId(1).toLowerCase());
    expect(history).toStrictEqual({
      registered: first,
      entries: [
        {
          event: first,
          provenance,
          position: 1,
          order: 1,
          revision: 0,
          validity: { startsAt: morning, lastValidAt: first.end!.at },
        },
        {
          event: cancelled(first),
          provenance,
          position: 2,
          order: 2,
          revision: 1,
          validity: { startsAt: morning, lastValidAt: noon - 1 },
        },
      ],
    });
  });

  it('is none where nothing was registered', async () => {
    expect(await consentHistory(store, consentId(3))).toBeNull();
  });

  it('speaks of the position that an event had where it was first recorded, and orders by where it is', async () => {
    const readStream = async () => [{ ...storedHistory([first], 900)[0]!, originalPosition: 7 }];
    const history = await consentHistory({ readStream }, consentId(1));
    expect(history!.entries[0]).toMatchObject({ position: 7, order: 900 });
  });

  it.each([
    ['does not begin with its registration', [cancelled()]],
    ['begins twice', [registered(), registered()]],
  ])('that %s is not told', async (_how, events) => {
    await expect(historyOfEvents(events)).rejects.toThrow(BrokenHistory);
  });

  it('that holds what is no event of a consent is not told', async () => {
    const [begin] = storedHistory([registered()]);
    const stranger = { ...begin!, revision: 1, ...encode(registered(), provenance), type: 'Something' };
    await expect(
      consentHistory({ readStream: async () => [begin!, stranger] }, consentId(1)),
    ).rejects.toThrow('revision 1 cannot follow');
  });
});

describe('what is known to be valid', () => {
  const until = (end: string) => registered({ end: stated(end) });
  const early = until('2026-03-02T10:00:00');
  const late = registered({ start: stated('2026-04-01T00:00:00') });
  const moved = endedByPatient(registered(), { end: stated('2026-03-31T23:59:59') });

  it.each([
    ['after a registration: until further notice', [registered()], { startsAt: morning, lastValidAt: null }],
    [
      'after a registration with an end: until then',
      [early],
      { startsAt: morning, lastValidAt: early.end!.at },
    ],
    [
      'after the end was moved: until there',
      [registered(), moved],
      { startsAt: morning, lastValidAt: moved.end.at },
    ],
    [
      'after a cancellation: until then',
      [registered(), cancelled()],
      { startsAt: morning, lastValidAt: noon - 1 },
    ],
    [
      'after a deletion: until then',
      [registered(), deleted()],
      { startsAt: morning, lastValidAt: evening - 1 },
    ],
    [
      'after a cancellation of what had ended: until its end',
      [early, cancelled(early)],
      { startsAt: morning, lastValidAt: early.end!.at },
    ],
    ['after a cancellation of what had not started: at no time', [late, cancelled(late)], null],
  ])('%s', async (_what, events, expected) => {
    const { entries } = await historyOfEvents(events);
    expect(entries.at(-1)!.validity).toStrictEqual(expected);
  });
});
