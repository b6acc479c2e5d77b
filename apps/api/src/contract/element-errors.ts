import type { JsonExtras } from '#contracts';
import type { Outcome } from './contract';

/** Every fault of a request by itself, for those who show it beside a field. */
export const errorsOf = ({ faults }: Outcome): Pick<JsonExtras, 'errors'> | undefined =>
  faults && { errors: faults.map(({ element, message }) => ({ element, message })) };
