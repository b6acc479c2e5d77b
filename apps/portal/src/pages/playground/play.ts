import { answerAsOf, checkAsOf, type AsOfAnswer, type History } from '#audit';
import {
  consentStream,
  decide,
  evolve,
  formatLocalTime,
  initialState,
  type Action,
  type ConsentCommand,
  type ConsentEvent,
  type ConsentState,
  type Instant,
  type Recorded,
  type Rejection,
  type StatedTime,
} from '#consent';
import { CARE_PROVIDER, employees, idOf, LAST_DAY, noonOf, PATIENT, SYSTEM, units } from './cast';
import type { Board, Move, Question } from './board';

/** What the rules made of the moves. */
export interface Played {
  readonly history: History;
  /** Why each move was refused, in the order of the board; `null`: it was carried out. */
  readonly refusals: readonly (Rejection['reason'] | null)[];
}

/**
 * Puts the moves to the rules of the ledger, day by day. Nothing is kept: the events are in this answer, and in no ledger.
 */
export function play(moves: readonly Move[]): Played {
  const states = new Map<string, ConsentState>();
  const history: Recorded<ConsentEvent>[] = [];
  const refusals: (Rejection['reason'] | null)[] = moves.map(() => null);
  for (const [index, move] of inOrder(moves)) {
    const command = commandOf(move);
    const stream = consentStream(command.assertionId);
    const state = states.get(stream) ?? initialState;
    const decision = decide(command, state);
    if (!decision.accepted) {
      refusals[index] = decision.rejection.reason;
      continue;
    }
    states.set(stream, decision.events.reduce(evolve, state));
    for (const event of decision.events) history.push({ event, provenance, position: history.length + 1 });
  }
  return { history, refusals };
}

/** By day; of one day, in the order of the board. */
const inOrder = (moves: readonly Move[]): (readonly [number, Move])[] =>
  [...moves.entries()].sort(([, one], [, other]) => one.day - other.day);

const ID = '00000000-0000-4000-8000-000000000000';
const provenance = { commandId: ID, correlationId: ID, door: 'json', systemId: SYSTEM } as const;

const stated = (at: Instant): StatedTime => ({ at, sent: formatLocalTime(at) });

function commandOf(move: Move): ConsentCommand {
  const now = noonOf(move.day);
  const by = { employeeId: employees.nurse };
  const action: Action = {
    ...{ requestDate: stated(now), requestedBy: by, registrationDate: stated(now), registeredBy: by },
  };
  const common = {
    assertionId: idOf(move.consent),
    now,
    caller: { systemId: SYSTEM, careProviders: 'all' },
  } as const;
  switch (move.kind) {
    case 'register':
      return { ...common, ...registrationOf(move), registration: action };
    case 'cancel':
      return { ...common, type: 'CancelConsent', cancellation: action };
    case 'delete':
      return { ...common, type: 'DeleteConsent', deletion: action };
    case 'end':
      return { ...common, type: 'EndConsentByPatient', patient: PATIENT, ...endOf(move) };
  }
}

const daysAfter = { now: 0, day: 1, week: 7, fortnight: 14 } as const;
const daysFrom = { now: 0, before: -7, after: 7 } as const;

const registrationOf = (move: Move) => ({
  ...({ type: 'RegisterConsent', scope: 'NationalLevel', forgiving: false } as const),
  ...{ assertionType: move.type, patient: PATIENT, careProviderId: CARE_PROVIDER },
  careUnitId: units[move.unit],
  ...(move.whom !== 'everyone' && { employeeId: employees[move.whom] }),
  ...(move.start !== 'now' && { start: stated(noonOf(move.day + daysFrom[move.start])) }),
  ...(move.length !== 'open' && { end: stated(noonOf(move.day + daysAfter[move.length])) }),
});

/** An end that is moved until further notice is none that the rules know: it ends at once. */
const endOf = ({ day, length }: Move): { end?: StatedTime } =>
  length === 'open' || length === 'now' ? {} : { end: stated(noonOf(day + daysAfter[length])) };

const askedOf = ({ unit, employee }: Question) => ({
  patient: PATIENT,
  careProviderId: CARE_PROVIDER,
  careUnitId: units[unit],
  employeeId: employees[employee],
});

/** What the live check would answer on a day, as far as was known on another, and why. */
export const answerOf = (history: History, question: Question): AsOfAnswer =>
  answerAsOf(
    history,
    {
      ...askedOf(question),
      validAt: noonOf(question.validDay),
      knownAt: { instant: noonOf(question.knownDay) },
    },
    noonOf(LAST_DAY),
  );

/** What is answered about each day, as far as was known on a day on which something was recorded. */
export interface KnownOn {
  readonly day: number;
  readonly answers: readonly ('yes' | 'emergency' | 'no')[];
  /** Whether the question looks from here. */
  readonly isAsked: boolean;
}

/** Both axes of time: a line for each day on which something became known, the latest first. */
export function axesOf({ moves, question }: Board, { history, refusals }: Played): KnownOn[] {
  const recorded = moves.filter((_move, index) => refusals[index] === null).map(({ day }) => day);
  const days = [...new Set([0, ...recorded])].sort((one, other) => other - one);
  const asked = days.find((day) => day <= question.knownDay);
  return days.map((day) => ({
    day,
    isAsked: day === asked,
    answers: Array.from({ length: LAST_DAY + 1 }, (_, valid) => answerOn(history, question, valid, day)),
  }));
}

function answerOn(
  history: History,
  question: Question,
  valid: number,
  known: number,
): KnownOn['answers'][number] {
  const viewpoint = {
    validAt: noonOf(valid),
    knownAt: { instant: noonOf(known) },
    asked: 'then',
  } as const;
  const { hasConsent, assertionType } = checkAsOf(history, askedOf(question), viewpoint);
  if (!hasConsent) return 'no';
  return assertionType === 'Emergency' ? 'emergency' : 'yes';
}
