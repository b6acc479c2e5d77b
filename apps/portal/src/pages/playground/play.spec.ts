import fc from 'fast-check';
import { example, lengths, kinds, starts, type Board, type Move } from './board';
import { LAST_DAY, letters } from './cast';
import { answerOf, axesOf, play } from './play';

const move: Move = {
  ...{ kind: 'register', consent: 'A', day: 5, type: 'Consent' },
  ...{ unit: 'heart', whom: 'everyone', start: 'now', length: 'open' },
};
const question = { unit: 'heart', employee: 'doctor', validDay: 10, knownDay: 10 } as const;

const rowOf = (board: Board, known: number) =>
  axesOf(board, play(board.moves))
    .find(({ day }) => day === known)!
    .answers.join(' ');

it('puts the moves to the rules, by day, and says which they refuse', () => {
  const moves: Move[] = [
    { ...move, kind: 'cancel', day: 9 },
    move,
    { ...move, day: 7 },
    { ...move, kind: 'delete', day: 12 },
    { ...move, kind: 'end', consent: 'B', day: 6 },
  ];
  const { history, refusals } = play(moves);
  expect(history.map(({ event }) => event.type)).toEqual(['ConsentRegistered', 'ConsentCancelled']);
  expect(refusals).toEqual([null, null, 'already-registered', 'already-cancelled', 'not-found']);
});

it('answers as of then, as far as was known then', () => {
  const { history } = play([move, { ...move, kind: 'cancel', day: 9 }]);
  const asked = (validDay: number, knownDay: number) =>
    answerOf(history, { ...question, validDay, knownDay }).answer.hasConsent;
  expect([asked(4, 30), asked(5, 4), asked(5, 5), asked(8, 30)]).toEqual([false, false, true, true]);
  expect([asked(9, 9), asked(10, 8)]).toEqual([false, true]);
});

it('draws what was known later below what was known before, with backdated registrations', () => {
  const board = { moves: [{ ...move, day: 10, start: 'before' as const }], question };
  const days = (yes: (day: number) => boolean) =>
    Array.from({ length: LAST_DAY + 1 }, (_, day) => (yes(day) ? 'yes' : 'no')).join(' ');
  expect(rowOf(board, 0)).toBe(days(() => false));
  expect(rowOf(board, 10)).toBe(days((day) => day >= 3));
});

const anyMove: fc.Arbitrary<Move> = fc.record({
  kind: fc.constantFrom(...kinds),
  consent: fc.constantFrom(...letters),
  day: fc.nat(LAST_DAY),
  type: fc.constantFrom('Consent' as const, 'Emergency' as const),
  unit: fc.constantFrom('heart' as const, 'ward' as const),
  whom: fc.constantFrom('everyone' as const, 'doctor' as const, 'nurse' as const),
  start: fc.constantFrom(...starts),
  length: fc.constantFrom(...lengths),
});

it('explains every board as it answers it, and marks the question on the axes with the same answer', () => {
  const board = fc.record({
    moves: fc.array(anyMove, { maxLength: 12 }),
    question: fc.record({
      unit: fc.constantFrom('heart' as const, 'ward' as const),
      employee: fc.constantFrom('doctor' as const, 'nurse' as const),
      validDay: fc.nat(LAST_DAY),
      knownDay: fc.nat(LAST_DAY),
    }),
  });
  fc.assert(
    fc.property(board, ({ moves, question: asked }) => {
      const played = play(moves);
      const { answer, explanation } = answerOf(played.history, asked);
      expect(explanation.hasConsent).toBe(answer.hasConsent);
      const [line, ...others] = axesOf({ moves, question: asked }, played).filter(({ isAsked }) => isAsked);
      expect(others).toEqual([]);
      expect(line!.answers[asked.validDay] !== 'no').toBe(answer.hasConsent);
    }),
    { numRuns: 60 },
  );
});

it('begins with an example in which hindsight matters', () => {
  const { history, refusals } = play(example.moves);
  expect(refusals).toEqual([null, null, null]);
  const known = (knownDay: number) => answerOf(history, { ...example.question, knownDay }).answer.hasConsent;
  expect([known(8), known(9)]).toEqual([true, false]);
});
