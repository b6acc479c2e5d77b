import type { MomentWords } from './moment.words';
import { readDay } from './typed-time';

/** A day that was asked for: `YYYY-MM-DD`, or the name of the sentence that says what is wrong with it. */
export type TypedDay =
  | { readonly text: string; readonly fault?: undefined }
  | { readonly fault: keyof MomentWords & `fault${string}` };

/** The names of the fields for a day: it is typed, or picked in the browser's own calendar. */
export const dayFields = <Name extends string>(name: Name) => [`${name}Date`, `${name}Picked`] as const;

/** The calendar is empty whenever a form is shown, so what it holds was picked just now; it must not differ from what was typed. */
export function readTypedDay(typed: string, picked: string): TypedDay {
  if (typed === '' && picked === '') return { fault: 'faultNoDate' };
  const days = [typed, picked].filter((text) => text !== '').map(readDay);
  if (days.includes(null)) return { fault: 'faultDate' };
  return days.every((day) => day === days[0]) ? { text: days[0]! } : { fault: 'faultTwoDates' };
}
