import type { FastifyRequest } from 'fastify';
import { fieldsIn, type Values } from '../forms/form-fields';
import { employees, LAST_DAY, letters, units, type Employee, type Letter, type Unit } from './cast';

export const kinds = ['register', 'cancel', 'delete', 'end'] as const;
export type Kind = (typeof kinds)[number];

/** When a consent begins or ends, from the day on which that is recorded. */
export const starts = ['now', 'before', 'after'] as const;
export const lengths = ['open', 'now', 'day', 'week', 'fortnight'] as const;

/** What happens to a consent of the patient, as somebody laid it out. */
export interface Move {
  readonly kind: Kind;
  readonly consent: Letter;
  readonly day: number;
  /** Of a registration. */
  readonly type: 'Consent' | 'Emergency';
  readonly unit: Unit;
  readonly whom: 'everyone' | Employee;
  readonly start: (typeof starts)[number];
  /** How long it lasts; of a new end, how long it still does. */
  readonly length: (typeof lengths)[number];
}

export interface Question {
  readonly unit: Unit;
  readonly employee: Employee;
  readonly validDay: number;
  readonly knownDay: number;
}

/** Everything that the form holds. */
export interface Board {
  readonly moves: readonly Move[];
  readonly question: Question;
}

const MOST_MOVES = 12;

const registration: Move = {
  ...{ kind: 'register', consent: 'A', day: 2, type: 'Consent' },
  ...{ unit: 'heart', whom: 'everyone', start: 'now', length: 'open' },
};

/** A consent that is cancelled, an emergency, and a question that looks back. */
export const example: Board = {
  moves: [
    registration,
    { ...registration, kind: 'cancel', day: 9, length: 'now' },
    {
      ...registration,
      consent: 'B',
      day: 14,
      type: 'Emergency',
      unit: 'ward',
      whom: 'doctor',
      length: 'week',
    },
  ],
  question: { unit: 'heart', employee: 'doctor', validDay: 12, knownDay: 12 },
};

/** The board after what a button of the form asks for; what it does not know changes nothing. */
export function boardIn(request: FastifyRequest): Board {
  const { count, pressed } = fieldsIn(request, ['count', 'pressed']);
  const moves = Array.from({ length: whole(count, MOST_MOVES) }, (_, index) => moveIn(request, index));
  const values = fieldsIn(request, ['unit', 'employee', 'validDay', 'knownDay']);
  const question = {
    unit: oneOf(keysOf(units), values.unit),
    employee: oneOf(keysOf(employees), values.employee),
    validDay: whole(values.validDay, LAST_DAY),
    knownDay: whole(values.knownDay, LAST_DAY),
  };
  return { moves: pressedOn(moves, pressed), question };
}

const moveFields = ['kind', 'consent', 'day', 'type', 'unit', 'whom', 'start', 'length'] as const;

/** The name of a move's field in the form. */
export const fieldOf = (name: (typeof moveFields)[number], index: number): string => `${name}-${index}`;

function moveIn(request: FastifyRequest, index: number): Move {
  const values: Values = fieldsIn(
    request,
    moveFields.map((name) => fieldOf(name, index)),
  );
  const at = (name: (typeof moveFields)[number]): string => values[fieldOf(name, index)]!;
  return {
    kind: oneOf(kinds, at('kind')),
    consent: oneOf(letters, at('consent')),
    day: whole(at('day'), LAST_DAY),
    type: oneOf(['Consent', 'Emergency'], at('type')),
    unit: oneOf(keysOf(units), at('unit')),
    whom: oneOf(['everyone', ...keysOf(employees)], at('whom')),
    start: oneOf(starts, at('start')),
    length: oneOf(lengths, at('length')),
  };
}

function pressedOn(moves: readonly Move[], pressed: string): readonly Move[] {
  const [deed, about = ''] = pressed.split(':');
  if (deed === 'add') return added(moves, oneOf(kinds, about));
  if (deed === 'remove') return moves.filter((_move, index) => String(index) !== about);
  const by = deed === 'earlier' ? -1 : deed === 'later' ? 1 : 0;
  return moves.map((move, index) =>
    String(index) === about ? { ...move, day: whole(String(move.day + by), LAST_DAY) } : move,
  );
}

/** A registration is of a consent that is not there yet, as long as there are letters; the rest follows upon the last one. */
function added(moves: readonly Move[], kind: Kind): readonly Move[] {
  if (moves.length >= MOST_MOVES) return moves;
  const last = moves.at(-1) ?? registration;
  const free = letters.find((letter) => moves.every(({ consent }) => consent !== letter));
  const consent = kind === 'register' ? (free ?? 'D') : last.consent;
  const day = whole(String(last.day + 1), LAST_DAY);
  return [...moves, { ...registration, kind, consent, day, length: kind === 'register' ? 'open' : 'now' }];
}

/** A number from 0 to the last; what is none is 0. */
const whole = (text: string, last: number): number =>
  /^-?\d{1,4}$/.test(text) ? Math.min(Math.max(Number(text), 0), last) : 0;

const oneOf = <Choice extends string>(choices: readonly Choice[], text: string): Choice =>
  choices.find((choice) => choice === text) ?? choices[0]!;

const keysOf = <Key extends string>(record: Readonly<Record<Key, unknown>>): Key[] =>
  Object.keys(record) as Key[];
