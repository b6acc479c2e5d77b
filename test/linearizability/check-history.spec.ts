import fc from 'fast-check';
import { SeededRandom } from '../generated-ledger/seeded-random';
import { say } from '../support/say';
import { seed } from '../support/seed';
import { times } from '../support/times';
import { outcomesOf, type PlaceState, type Standing } from './consent-model';
import { violationsIn } from './check-history';
import { isExplainedBySomeOrder } from './every-order';
import type { Action, Answer, Change, Operation } from './operation';
import { concurrentHistory, withAnotherAnswer, type Shape } from './random-histories';

const change = (
  action: Change,
  [begun, ended]: readonly [number, number],
  answer: Answer | null,
  consent = 'a',
): Operation => ({ place: 'home', action, consent, begun, ended, answer });

const check = (begun: number, ended: number, answer: 'yes' | 'no'): Operation => ({
  place: 'home',
  action: 'check',
  consent: null,
  begun,
  ended,
  answer,
});

const unanswered = (action: Change, begun: number, consent = 'a') =>
  change(action, [begun, Infinity], null, consent);

const registered = change('register', [0, 1], 'ok');

/** The first line about each violation. */
const violated = (...history: Operation[]): string[] =>
  violationsIn(history).map(({ text }) => text.split('\n')[0]!);

describe('a history is refused', () => {
  it.each<[string, Operation[], string]>([
    [
      'for a stale yes',
      [registered, change('cancel', [2, 3], 'ok'), check(4, 5, 'yes')],
      'check of home was answered yes, possible is no',
    ],
    [
      'for a yes to a consent that has ended',
      [registered, change('end', [2, 3], 'ok'), check(4, 5, 'yes')],
      'check of home was answered yes, possible is no',
    ],
    [
      'for a yes before anybody asked for a registration',
      [check(-2, -1, 'yes'), registered],
      'check of home was answered yes, possible is no',
    ],
    [
      'for a lost acknowledged registration',
      [registered, check(2, 3, 'no')],
      'check of home was answered no, possible is yes',
    ],
    [
      'for a registration of which a later change knows nothing',
      [registered, change('delete', [2, 3], 'not-found')],
      'delete of a at home was answered not-found, possible is ok',
    ],
    [
      'for a lost acknowledged cancellation',
      [registered, change('cancel', [2, 3], 'ok'), change('end', [4, 5], 'ok')],
      'end of a at home was answered ok, possible is already-cancelled',
    ],
    [
      'for a cancellation that was acknowledged twice',
      [registered, change('cancel', [2, 4], 'ok'), change('cancel', [3, 5], 'ok')],
      'cancel of a at home was answered ok, possible is already-cancelled',
    ],
    [
      'for a deletion acknowledged after a deletion was',
      [registered, change('delete', [2, 3], 'ok'), change('delete', [4, 5], 'ok')],
      'delete of a at home was answered ok, possible is already-deleted',
    ],
    [
      'for a cancellation and a deletion that were both acknowledged',
      [registered, change('cancel', [2, 5], 'ok'), change('delete', [3, 4], 'ok')],
      'cancel of a at home was answered ok, possible is already-deleted',
    ],
    [
      'for a registration that was acknowledged twice',
      [registered, change('register', [2, 3], 'ok')],
      'register of a at home was answered ok, possible is already-registered',
    ],
    [
      'for a check that goes back',
      [registered, change('cancel', [2, 9], 'ok'), check(3, 4, 'no'), check(5, 6, 'yes')],
      'check of home was answered yes, possible is no',
    ],
    [
      'for a check that goes back over a cancellation without an answer',
      [registered, unanswered('cancel', 2), check(3, 4, 'no'), check(5, 6, 'yes')],
      'check of home was answered yes, possible is no',
    ],
    [
      'for an operation without an answer that undoes itself',
      [unanswered('register', 0), check(1, 2, 'yes'), change('cancel', [3, 4], 'not-found')],
      'cancel of a at home was answered not-found, possible is ok',
    ],
    [
      'for changes that two callers saw in opposite orders',
      [
        registered,
        change('register', [0, 1], 'ok', 'b'),
        change('cancel', [2, 20], 'ok'),
        change('cancel', [3, 21], 'ok', 'b'),
        change('end', [4, 5], 'already-cancelled'),
        change('end', [6, 7], 'already-cancelled', 'b'),
        check(8, 9, 'yes'),
      ],
      'check of home was answered yes, possible is no',
    ],
  ])('%s', (_, history, text) => {
    expect(violated(...history)).toEqual([text]);
  });
});

describe('a history is accepted', () => {
  it.each<[string, Operation[]]>([
    [
      'when a check beside a cancellation is a yes',
      [registered, change('cancel', [2, 5], 'ok'), check(3, 4, 'yes')],
    ],
    [
      'when a check beside a cancellation is a no',
      [registered, change('cancel', [2, 5], 'ok'), check(3, 4, 'no')],
    ],
    [
      'when a cancellation is refused as deleted beside a deletion',
      [registered, change('delete', [2, 5], 'ok'), change('cancel', [3, 4], 'already-deleted')],
    ],
    [
      'when what was never answered is seen much later',
      [registered, unanswered('cancel', 2), check(3, 4, 'yes'), check(5, 6, 'yes'), check(7, 8, 'no')],
    ],
    [
      'when what was never answered never happens',
      [unanswered('register', 0), check(1, 2, 'no'), check(3, 4, 'no')],
    ],
    [
      'when one consent of the place stays',
      [registered, change('register', [2, 3], 'ok', 'b'), change('cancel', [4, 5], 'ok'), check(6, 7, 'yes')],
    ],
    [
      'when an end is moved by another clock',
      [registered, change('end', [2, 3], 'ok'), change('end', [4, 5], 'ok')],
    ],
  ])('%s', (_, history) => {
    expect(violated(...history)).toEqual([]);
  });
});

it('each place has an order of its own, and says its first violation', () => {
  const elsewhere = (operation: Operation) => ({ ...operation, place: 'away' });
  const history = [
    registered,
    check(2, 3, 'no'),
    elsewhere(check(4, 5, 'no')),
    elsewhere(check(6, 7, 'yes')),
  ];
  expect(violated(...history)).toEqual([
    'check of home was answered no, possible is yes',
    'check of away was answered yes, possible is no',
  ]);
});

const shapes: fc.Arbitrary<Shape> = fc.record({
  operations: fc.integer({ min: 1, max: 60 }),
  overlap: fc.integer({ min: 0, max: 8 }),
  places: fc.integer({ min: 1, max: 2 }),
  consentsAtPlace: fc.integer({ min: 1, max: 3 }),
  unanswered: fc.constantFrom(0, 0.1, 0.3),
});
const randomness = fc.integer().map((state) => new SeededRandom(state));

it('every history that was made in some order is accepted', () => {
  fc.assert(
    fc.property(randomness, shapes, (random, shape) => {
      expect(violated(...concurrentHistory(random, shape))).toEqual([]);
    }),
    { numRuns: times(150) },
  );
});

/** As a history is recorded: so many operations, with a few callers at each place. */
const recorded: Shape = { operations: 400, overlap: 8, places: 4, consentsAtPlace: 3, unanswered: 0.02 };

it('most histories in which one answer is another are refused', () => {
  const random = new SeededRandom(seed);
  const rounds = times(50);
  let refused = 0;
  for (let round = 0; round < rounds; round++) {
    const changed = withAnotherAnswer(random, concurrentHistory(random, recorded));
    if (violationsIn(changed).length > 0) refused += 1;
  }
  say('histories with one answer changed', { rounds, refused });
  expect(refused / rounds).toBeGreaterThan(0.8);
});

it('the verdict on a few operations is the one of trying every order', () => {
  const small: Shape = { operations: 7, overlap: 4, places: 1, consentsAtPlace: 2, unanswered: 0.2 };
  const verdicts = { accepted: 0, refused: 0 };
  const bothAgree = (random: SeededRandom) => {
    const history = withAnotherAnswer(random, concurrentHistory(random, small));
    const isExplained = isExplainedBySomeOrder(history);
    verdicts[isExplained ? 'accepted' : 'refused'] += 1;
    expect(violationsIn(history)).toHaveLength(isExplained ? 0 : 1);
  };
  fc.assert(fc.property(randomness, bothAgree), { numRuns: times(500) });
  say('verdicts on a few operations', verdicts);
  expect(Math.min(verdicts.accepted, verdicts.refused)).toBeGreaterThan(50);
});

it.each<[Change, Standing]>([
  ['register', 'none'],
  ['cancel', 'open'],
  ['delete', 'open'],
  ['end', 'open'],
])('to %s a second time does no more than once, whatever comes between', (action, before) => {
  const after = (states: readonly PlaceState[], next: Action) =>
    states.flatMap((state) => outcomesOf(next, 'a', state).map((outcome) => outcome.state));
  const standings = (states: readonly PlaceState[]) => new Set(states.map((state) => state.get('a')));
  const between = fc.array(fc.constantFrom<Change>('register', 'cancel', 'delete', 'end'));
  fc.assert(
    fc.property(between, (others) => {
      const once = [action, ...others].reduce(after, [new Map([['a', before]])]);
      expect(standings(after(once, action))).toEqual(standings(once));
    }),
  );
});
