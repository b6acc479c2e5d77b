import type { Followed } from '#evidence';

/** Whether a stream's whole name is of this form. */
export function streamsNamed(form: string): (stream: string) => boolean {
  const whole = new RegExp(`^${form}$`);
  return (stream) => whole.test(stream);
}

export const malformed = <State>(state: State, what: string): Followed<State> => ({
  state,
  fault: { kind: 'malformed', what },
});
