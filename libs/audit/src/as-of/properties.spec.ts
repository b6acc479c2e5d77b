import { historyOf } from '#consent/given';
import fc from 'fast-check';
import { anyCommands, anyQuestion, naiveAsOf, type GeneratedQuestion } from '../given';
import { checkAsOf, explain, type History, type Viewpoint } from './index';

const RUNS = 1000;

/** Positions have gaps. */
const withGaps = (history: History): History =>
  history.map((recorded) => ({ ...recorded, position: recorded.position * 7 }));

const anyCase = anyCommands
  .map((commands) => withGaps(historyOf(commands)))
  .chain((history) =>
    anyQuestion(history.map(({ position }) => position)).map((asked) => ({ history, asked })),
  );

const viewpointOf = ({ validAt, knownAt }: GeneratedQuestion, asked: Viewpoint['asked']): Viewpoint => ({
  validAt,
  knownAt: knownAt ?? { instant: validAt },
  asked,
});

describe('a question as of then', () => {
  it('is answered as a plain reading of the whole history answers it', () => {
    let granted = 0;
    fc.assert(
      fc.property(anyCase, ({ history, asked }) => {
        const viewpoint = viewpointOf(asked, 'then');
        const answer = checkAsOf(history, asked.question, viewpoint);
        granted += answer.hasConsent ? 1 : 0;
        expect(answer).toStrictEqual(naiveAsOf(history, asked.question, asked.validAt, viewpoint.knownAt));
      }),
      { numRuns: RUNS },
    );
    expect(granted).toBeGreaterThan(RUNS / 10);
  });
});

describe('an explanation', () => {
  it.each(['then', 'now'] as const)('says what the check says, about %s', (tense) => {
    fc.assert(
      fc.property(anyCase, ({ history, asked }) => {
        const viewpoint = viewpointOf(asked, tense);
        const { hasConsent, assertionId } = checkAsOf(history, asked.question, viewpoint);
        const explanation = explain(history, asked.question, viewpoint);
        expect(explanation.hasConsent).toBe(hasConsent);
        expect(explanation.hasConsent ? explanation.grantedBy.assertionId : undefined).toBe(assertionId);
      }),
      { numRuns: RUNS },
    );
  });

  it('tells of every consent of the patient and of nobody else’s, each with a reason', () => {
    fc.assert(
      fc.property(anyCase, ({ history, asked }) => {
        const explanation = explain(history, asked.question, viewpointOf(asked, 'then'), Infinity);
        if (explanation.hasConsent) return;
        const own = history.filter(
          ({ event }) =>
            event.type === 'ConsentRegistered' &&
            event.patient.extension === asked.question.patient.extension,
        );
        const told = explanation.nearestMisses.map(({ consent }) => consent.assertionId);
        expect(told.sort()).toEqual(own.map(({ event }) => event.assertionId).sort());
        expect(explanation.nearestMisses.every(({ reasons }) => reasons.length > 0)).toBe(true);
      }),
    );
  });
});
