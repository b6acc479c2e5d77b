import type { IdentityKind, Instant } from '#consent';
import type { FormFault } from '../forms/faults';
import { ownFault } from '../forms/faults';
import { fieldsOfMoment, groupFault, readMoment, type Moment } from '../forms/moment/moment';
import type { MomentWords } from '../forms/moment/moment.words';
import { reasonFaults } from '../forms/reason';
import type { ReasonWords } from '../forms/reason.words';
import { readRepresentative } from '../forms/representative';
import type { RepresentativeWords } from '../forms/representative.words';
import { contractTime, instantOf, typableFrom } from '../views/times';
import type { IsHsaId } from '../forms/hsa-id-rule';
import { choiceFaults } from './choice-faults';
import type { RegisterWords } from './register.words';
import type { RegisterValues, Stated } from './registration-of';

/** What a form is looked through with. */
export interface Reading {
  readonly now: Instant;
  readonly isHsaId: IsHsaId;
  readonly kinds: readonly IdentityKind[];
  /** How long an emergency lasts when nobody says otherwise, in milliseconds. */
  readonly emergencyLasts: number;
  readonly words: RegisterWords;
  readonly common: {
    readonly moment: MomentWords;
    readonly representative: RepresentativeWords;
    readonly reason: ReasonWords;
  };
}

/** A form that was looked through: what it states, or what is wrong with it. */
export interface ReadForm {
  readonly faults: readonly FormFault[];
  readonly stated: Stated;
  /** The fields, with the end that was chosen as a span written out. */
  readonly values: RegisterValues;
}

const MINUTE_MS = 60_000;

export function readForm(values: RegisterValues, reading: Reading): ReadForm {
  const { words, common } = reading;
  const written = withEndWritten(values, reading);
  const start = readMoment(
    { name: 'start', choices: ['now'], unchosen: words.faultStart },
    written,
    common.moment,
  );
  const end = readMoment(
    { name: 'end', choices: ['open'], unchosen: words.faultEnd },
    written,
    common.moment,
  );
  const representative = readRepresentative(values, reading, common.representative);
  const faults = [
    ...choiceFaults(values, reading.isHsaId, words),
    ...start.faults,
    ...end.faults,
    ...spanFaults(start, end, reading),
    ...emergencyFaults(values, reading),
    ...(representative.fault ? [representative.fault] : []),
    ...reasonFaults(values.reasonText, common.reason),
  ];
  const stated = {
    startDate: timeOf(start),
    endDate: timeOf(end),
    representedBy: representative.identity,
  };
  return { faults, stated, values: written };
}

const timeOf = (moment: Moment): string | undefined => ('time' in moment ? moment.time : undefined);

/** The end of an emergency, where it is left to the setting: to the minute, so that what is read back is what is registered. */
function withEndWritten(values: RegisterValues, { now, emergencyLasts }: Reading): RegisterValues {
  const isFilled = values.endDate + values.endPicked + values.endTime !== '';
  if (values.end !== 'preset' || values.assertionType !== 'Emergency' || isFilled) return values;
  const minute = Math.floor((now + emergencyLasts) / MINUTE_MS) * MINUTE_MS;
  return { ...values, ...fieldsOfMoment('end', contractTime(typableFrom(minute))) };
}

/** A span that never was one, or that begins now and has ended already. */
function spanFaults(start: Moment, end: Moment, { now, words }: Reading): FormFault[] {
  const last = timeOf(end);
  if (last === undefined || start.faults.length > 0) return [];
  const first = timeOf(start);
  if (instantOf(last) >= (first === undefined ? now : instantOf(first))) return [];
  return [ownFault('endDate', first === undefined ? words.faultEndPassed : words.faultEndBeforeStart)];
}

/** An emergency is an exception: it says what makes it one, and it ends. */
function emergencyFaults(
  { assertionType, reasonText, end }: RegisterValues,
  { words }: Reading,
): FormFault[] {
  if (assertionType !== 'Emergency') return [];
  return [
    ...(reasonText === '' ? [ownFault('reasonText', words.faultEmergencyReason)] : []),
    ...(end === 'open' ? [groupFault('end', words.faultEmergencyEnd)] : []),
  ];
}
