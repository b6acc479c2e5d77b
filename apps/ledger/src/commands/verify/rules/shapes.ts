import type { Followed } from '#evidence';

/** A UUID as the names of streams have it. */
export const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

/** Whether a stream's whole name is of this form. */
export function streamsNamed(form: string): (stream: string) => boolean {
  const whole = new RegExp(`^${form}$`);
  return (stream) => whole.test(stream);
}

export const malformed = <State>(state: State, what: string): Followed<State> => ({
  state,
  fault: { kind: 'malformed', what },
});
