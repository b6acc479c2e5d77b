import { explain } from './explain';
import type { Fault } from './fault';
import { passes } from './gate';
import type { DtoClass } from './plan';
import { compilePlan } from './plan';
import { texts } from './texts';
import { isJsonObject } from './values';

/** The rules of one contract's request. */
export interface Validator {
  /** Every fault of a request in the order of the seed's table; none when it is good. */
  readonly validate: (body: unknown) => readonly Fault[];
}

const NO_FAULTS: readonly Fault[] = [];
const NOT_AN_OBJECT: readonly Fault[] = [
  { element: '', message: texts.notAnObject(), logMessage: texts.notAnObject() },
];

/**
 * Compiles a DTO's rules. A good body, the common case, costs microseconds; only a faulty one goes through class-validator.
 * @throws PlanError when the DTO uses what cannot be compiled.
 */
export function createValidator(dto: DtoClass): Validator {
  const plan = compilePlan(dto);
  return {
    validate(body) {
      if (!isJsonObject(body)) return NOT_AN_OBJECT;
      if (passes(plan, body)) return NO_FAULTS;
      const faults = explain(plan, body);
      if (faults.length === 0) throw new Error(`The gate of ${dto.name} refused what its rules accept.`);
      return faults;
    },
  };
}
