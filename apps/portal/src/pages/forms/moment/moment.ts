import { ownFault, type FormFault } from '../faults';
import type { Values } from '../form-fields';
import type { MomentWords } from './moment.words';
import { dayFields, readTypedDay } from './typed-day';
import { readTimeOfDay } from './typed-time';

/** The choice that goes with a date; every other one stands for itself. */
export const AT_DATE = 'date';

/** When something begins or ends, as a group of fields asks for it. */
export interface MomentGroup {
  /** What the group is called: its radio buttons have this name, its fields begin with it. */
  readonly name: 'start' | 'end';
  /** What may be chosen besides a date. */
  readonly choices: readonly string[];
  /** What is said when nothing is chosen. */
  readonly unchosen: string;
}

/** What somebody has chosen. Nothing is concluded from a field that is empty. */
export type Moment =
  | { readonly choice: string; readonly faults: readonly [] }
  /** `time` as the contracts write it: `YYYY-MM-DDThh:mm:ss`. */
  | { readonly choice: typeof AT_DATE; readonly time: string; readonly faults: readonly [] }
  | { readonly faults: readonly FormFault[] };

/** The names of a group's fields. A day is typed, or picked in the browser's own calendar; a time of day may be added. */
export const momentFields = <Name extends string>(name: Name) =>
  [name, ...dayFields(name), `${name}Time`] as const;

/** What a group of fields says, or what is wrong with it. Without a time of day, a start is the day's first second and an end its last. */
export function readMoment(group: MomentGroup, values: Values, words: MomentWords): Moment {
  const { name, choices } = group;
  const choice = values[name]!;
  if (choice === AT_DATE) return momentAtDate(name, values, words);
  if (!choices.includes(choice)) return { faults: [groupFault(name, group.unchosen)] };
  const isUnused = ['Date', 'Picked', 'Time'].some((part) => values[name + part] !== '');
  return isUnused ? { faults: [ownFault(`${name}Date`, words.faultUnused)] } : { choice, faults: [] };
}

/** A fault of a group of choices: the summary leads to the first of them. */
export const groupFault = (name: string, message: string): FormFault => ({
  ...ownFault(name, message),
  anchor: `${name}-first`,
});

function momentAtDate(name: MomentGroup['name'], values: Values, words: MomentWords): Moment {
  const day = readTypedDay(values[`${name}Date`]!, values[`${name}Picked`]!);
  const typedTime = values[`${name}Time`]!;
  const ofDay = typedTime === '' ? ofWholeDay[name] : withSeconds(readTimeOfDay(typedTime));
  if (day.fault === undefined && ofDay !== null) {
    return { choice: AT_DATE, time: `${day.text}T${ofDay}`, faults: [] };
  }
  return {
    faults: [
      ...(day.fault === undefined ? [] : [ownFault(`${name}Date`, words[day.fault])]),
      ...(ofDay === null ? [ownFault(`${name}Time`, words.faultTime)] : []),
    ],
  };
}

const ofWholeDay = { start: '00:00:00', end: '23:59:59' } as const;

const withSeconds = (time: string | null): string | null => time && `${time}:00`;

/** A moment as its fields say it again, so that what was read back is what is sent. */
export function fieldsOfMoment(name: string, time: string): Values {
  const [day = '', clock = ''] = time.split('T');
  return {
    [name]: AT_DATE,
    [`${name}Date`]: day,
    [`${name}Picked`]: '',
    [`${name}Time`]: clock === '23:59:59' ? '' : clock.slice(0, 5),
  };
}

/** A form that is shown again: what was picked is written out, because the calendar is empty whenever a form is shown. */
export const withPickedDay = <Shown extends Partial<Values>>(
  values: Shown,
  name: MomentGroup['name'],
): Shown =>
  values[name] === AT_DATE && !values[`${name}Date`]
    ? { ...values, [`${name}Date`]: values[`${name}Picked`] ?? '' }
    : values;
