import type { Plan, PlannedField } from './plan';
import type { JsonObject } from './values';
import { isJsonObject } from './values';

/**
 * Whether a body obeys every rule of the plan. It runs the same rules as class-validator on the body as it came: no instances, no
 * promises, no messages, and it stops at the first fault.
 */
export function passes(plan: Plan, body: JsonObject): boolean {
  for (const name of Object.keys(body)) {
    if (!plan.byName.has(name)) return false;
  }
  for (const field of plan.fields) {
    if (!fieldPasses(field, body, plan.dto.name)) return false;
  }
  return true;
}

function fieldPasses({ name, rules, part }: PlannedField, object: JsonObject, targetName: string): boolean {
  const value = object[name];
  for (const { rule, constraints } of rules) {
    if (!rule.validate(value, { value, object, property: name, targetName, constraints })) return false;
  }
  return part === null || !isJsonObject(value) || passes(part, value);
}
