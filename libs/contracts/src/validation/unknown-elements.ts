import type { Echo } from './echo';
import { masked, shown } from './echo';
import type { Fault } from './fault';
import type { Plan } from './plan';
import { texts } from './texts';
import type { JsonObject } from './values';
import { isJsonObject } from './values';

/** A body can hold thousands of unknown elements; the answer need not be many times as long as the question. */
const MAX_LISTED = 20;

/**
 * The elements that a DTO does not have, at any depth. class-validator's own whitelist looks names up in a plain object, so that
 * `constructor` and `__proto__` pass for known.
 */
export function unknownElements(plan: Plan, body: JsonObject): readonly Fault[] {
  const faults: Fault[] = [];
  for (const [parents, name] of strangers(plan, body, [])) {
    faults.push(faultOf(parents, name));
    if (faults.length === MAX_LISTED) break;
  }
  return faults;
}

type Stranger = readonly [parents: readonly string[], name: string];

function* strangers(plan: Plan, body: JsonObject, parents: readonly string[]): Generator<Stranger> {
  for (const name of Object.keys(body)) {
    if (!plan.byName.has(name)) yield [parents, name];
  }
  for (const { name, part } of plan.fields) {
    const value = body[name];
    if (part && isJsonObject(value)) yield* strangers(part, value, [...parents, name]);
  }
}

function faultOf(parents: readonly string[], name: string): Fault {
  const path = (echo: Echo): string => [...parents, echo(name)].join('.');
  return {
    element: path(shown),
    message: texts.unknownElement(path(shown)),
    logMessage: texts.unknownElement(path(masked)),
  };
}
