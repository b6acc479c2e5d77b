import type { ValidationError } from 'class-validator';
import { validateSync } from 'class-validator';
import type { Echo } from './echo';
import { masked, shown } from './echo';
import type { Fault } from './fault';
import type { Plan, PlannedField, PlannedRule } from './plan';
import { rowNumber } from './seed-order';
import { unknownElements } from './unknown-elements';
import type { JsonObject } from './values';
import { isJsonObject } from './values';

interface Finding {
  readonly field: PlannedField;
  readonly planned: PlannedRule;
  readonly element: string;
  readonly error: ValidationError;
}

/** Every fault of a body, found by class-validator, in the seed's order; unknown elements come last. */
export function explain(plan: Plan, body: JsonObject): readonly Fault[] {
  const findings = [...findingsIn(plan, validateSync(instanceOf(plan, body)), '')];
  return [...findings.sort(bySeedOrder).map(faultOf), ...unknownElements(plan, body)];
}

/**
 * The body as instances of its classes, with known elements only. class-transformer is not used for it: it follows whatever
 * nesting it is sent to any depth, and drops elements that are called like a method of every object.
 */
function instanceOf(plan: Plan, body: JsonObject): object {
  const instance = new plan.dto() as JsonObject;
  for (const { name, part } of plan.fields) {
    const value = body[name];
    instance[name] = part ? partOf(part, value) : value;
  }
  return instance;
}

/** An array in an object's place is a fault whatever it holds, and class-validator would look into it. */
function partOf(part: Plan, value: unknown): unknown {
  if (isJsonObject(value)) return instanceOf(part, value);
  return Array.isArray(value) ? [] : value;
}

function* findingsIn(plan: Plan, errors: readonly ValidationError[], path: string): Generator<Finding> {
  for (const error of errors) {
    const field = fieldOf(plan, error);
    const element = path + error.property;
    for (const planned of field.rules) {
      if (error.constraints && planned.name in error.constraints) yield { field, planned, element, error };
    }
    if (field.part && error.children) yield* findingsIn(field.part, error.children, `${element}.`);
  }
}

function fieldOf({ dto, byName }: Plan, { property }: ValidationError): PlannedField {
  const field = byName.get(property);
  if (!field) throw new Error(`${dto.name}.${property} has rules that the plan does not know.`);
  return field;
}

const bySeedOrder = (a: Finding, b: Finding): number =>
  rowNumber(a.planned.rule.row) - rowNumber(b.planned.rule.row) || a.field.place - b.field.place;

function faultOf({ planned, element, error }: Finding): Fault {
  const object = error.target ?? {};
  const args = {
    value: error.value as unknown,
    property: error.property,
    object,
    targetName: object.constructor.name,
    constraints: planned.constraints,
  };
  const text = (echo: Echo): string => planned.rule.text(element, args, echo);
  return { element, message: text(shown), logMessage: text(masked) };
}
