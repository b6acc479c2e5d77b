import type { Values } from '../forms/form-fields';
import { timeText } from '../views/times';
import { fieldOf, lengths, starts, type Board, type Move } from './board';
import { employees, letters, noonOf, units } from './cast';
import type { Played } from './play';
import type { PlaygroundWords } from './playground.words';

interface Select {
  readonly field: string;
  readonly label: string;
  readonly choices: readonly { readonly value: string; readonly text: string }[];
}

/** A move as the form has it. */
interface MoveView {
  readonly title: string;
  readonly kind: { readonly field: string; readonly value: string; readonly text: string };
  readonly dayField: string;
  readonly when: string;
  readonly selects: readonly Select[];
  /** Why the rules refuse it; `null`: they do not. */
  readonly refused: string | null;
}

interface FormView {
  readonly moves: readonly MoveView[];
  readonly question: readonly Select[];
  readonly values: Values;
}

/** What the form shows of a board: its moves, the question, and what its fields hold. */
export function formView({ moves, question }: Board, { refusals }: Played, words: PlaygroundWords): FormView {
  return {
    moves: moves.map((move, index) => ({
      title: words.event(index + 1),
      kind: { field: fieldOf('kind', index), value: move.kind, text: words[`kind_${move.kind}`] },
      dayField: fieldOf('day', index),
      when: timeText(noonOf(move.day)),
      selects: selectsOf(move, index, words),
      refused: refusalText(refusals[index]!, words),
    })),
    question: [
      select('employee', words.employee, choicesOf(Object.keys(employees), words, 'who')),
      select('unit', words.unit, choicesOf(Object.keys(units), words, 'unit')),
    ],
    values: valuesOf({ moves, question }),
  };
}

const select = (field: string, label: string, choices: Select['choices']): Select => ({
  field,
  label,
  choices,
});

/** What of a word is in it, by the value that it is the word of. */
const choicesOf = (values: readonly string[], words: PlaygroundWords, prefix: string): Select['choices'] =>
  values.map((value) => ({ value, text: String(words[`${prefix}_${value}` as keyof PlaygroundWords]) }));

/** A registration says more than what follows upon it. */
function selectsOf({ kind }: Move, index: number, words: PlaygroundWords): Select[] {
  const consent = select(
    fieldOf('consent', index),
    words.consent,
    letters.map((letter) => ({ value: letter, text: letter })),
  );
  const length = (values: readonly string[]): Select =>
    select(fieldOf('length', index), words.length, choicesOf(values, words, 'length'));
  if (kind === 'cancel' || kind === 'delete') return [consent];
  if (kind === 'end') return [consent, length(lengths.filter((value) => value !== 'open'))];
  const whom = [
    { value: 'everyone', text: words.whom_everyone },
    ...choicesOf(Object.keys(employees), words, 'who'),
  ];
  return [
    consent,
    select(fieldOf('type', index), words.type, choicesOf(['Consent', 'Emergency'], words, 'type')),
    select(fieldOf('unit', index), words.unit, choicesOf(Object.keys(units), words, 'unit')),
    select(fieldOf('whom', index), words.whom, whom),
    select(fieldOf('start', index), words.start, choicesOf(starts, words, 'start')),
    length(lengths),
  ];
}

const refusalText = (reason: Played['refusals'][number], words: PlaygroundWords): string | null =>
  reason === null ? null : words[`refused_${reason}`];

function valuesOf({ moves, question }: Board): Values {
  const held = moves.flatMap((move, index) =>
    Object.entries(move).map(([name, value]) => [fieldOf(name as keyof Move, index), String(value)]),
  );
  return {
    ...(Object.fromEntries(held) as Values),
    ...{ unit: question.unit, employee: question.employee },
    ...{ validDay: String(question.validDay), knownDay: String(question.knownDay) },
  };
}
