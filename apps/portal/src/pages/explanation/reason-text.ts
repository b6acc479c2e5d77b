import { durationOf, type LaterChange, type Reason, type ReasonCode } from '#audit';
import type { Names } from '../../names/known-names';
import { nameAndId } from '../views/decision-row';
import { timeText } from '../views/times';
import type { ReasonWords } from './reasons.words';

/** What reasons are written with: the words of a language, its BCP 47 tag, and what HSA-ids are called. */
export interface ReasonWriting {
  readonly words: ReasonWords;
  readonly locale: string;
  readonly names: Names;
}

type Writers = {
  readonly [Code in ReasonCode]: (reason: Extract<Reason, { code: Code }>, writing: ReasonWriting) => string;
};

/** Why a consent gave no access, as a sentence. */
export const reasonText = (reason: Reason, writing: ReasonWriting): string =>
  writers[reason.code](reason as never, writing);

const writers: Writers = {
  'not-yet-registered': ({ registeredAt }, { words }) => words.notYetRegistered(timeText(registeredAt)),
  'not-yet-started': ({ startsAt, apartMs }, writing) =>
    writing.words.notYetStarted(timeText(startsAt), apartText(apartMs, writing)),
  ended: ({ lastValidAt, byPatient, apartMs }, writing) => {
    const { ended, endedByPatient } = writing.words;
    return (byPatient ? endedByPatient : ended)(timeText(lastValidAt), apartText(apartMs, writing));
  },
  cancelled: ({ closedAt, apartMs }, writing) =>
    writing.words.cancelled(timeText(closedAt), apartText(apartMs, writing)),
  deleted: ({ closedAt, apartMs }, writing) =>
    writing.words.deleted(timeText(closedAt), apartText(apartMs, writing)),
  'other-employee': ({ employeeId }, { words, names }) => words.otherEmployee(nameAndId(employeeId, names)),
  'other-care-unit': ({ careUnitId }, { words, names }) => words.otherUnit(nameAndId(careUnitId, names)),
  'other-care-provider': ({ careProviderId, careUnitId }, { words, names }) =>
    words.otherProvider(nameAndId(careProviderId, names), nameAndId(careUnitId, names)),
};

/** A span of time in the language's own units, such as `2 dygn`. */
function apartText(milliseconds: number, { words, locale }: ReasonWriting): string {
  const duration = durationOf(milliseconds);
  if (!duration) return words.moment;
  const { count, unit } = duration;
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}

/** What happened to the consent that gave access, and did not count. */
export function laterText(
  { code, isLater, recordedAt, lastValidAt }: LaterChange,
  words: ReasonWords,
): string {
  const time = timeText(recordedAt);
  if (code === 'cancelled') return (isLater ? words.laterCancelled : words.unknownCancelled)(time);
  if (code === 'deleted') return (isLater ? words.laterDeleted : words.unknownDeleted)(time);
  return (isLater ? words.laterEndMoved : words.unknownEndMoved)(time, timeText(lastValidAt!));
}
