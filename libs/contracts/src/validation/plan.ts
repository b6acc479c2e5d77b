import 'reflect-metadata';
import type { MetadataStorage } from 'class-validator';
import { getMetadataStorage, ValidationTypes } from 'class-validator';
import { Rule } from './rule';
import { IsPart } from './rules/plain-values';
import { placeOf } from './seed-order';

/** A class whose properties carry the rules. */
export type DtoClass = new () => object;

/** A rule on a field, with what class-validator would hand it. */
export interface PlannedRule {
  readonly name: string;
  readonly rule: Rule;
  readonly constraints: unknown[];
}

export interface PlannedField {
  readonly name: string;
  /** Its place among the bullets of a row. */
  readonly place: number;
  readonly rules: readonly PlannedRule[];
  /** The plan of its own elements, when it has any. */
  readonly part: Plan | null;
}

/** The rules of a DTO as class-validator knows them, read once: what is looked up per request otherwise. */
export interface Plan {
  readonly dto: DtoClass;
  readonly fields: readonly PlannedField[];
  readonly byName: ReadonlyMap<string, PlannedField>;
}

/** A DTO says something that the plan cannot express; better no start than a rule that is not enforced. */
export class PlanError extends Error {
  override readonly name = 'PlanError';
}

type Metadata = ReturnType<MetadataStorage['getTargetValidationMetadatas']>[number];

/** Where the compiler stands: the path to a class, and the classes on the way there. */
interface Way {
  readonly path: readonly string[];
  readonly within: readonly DtoClass[];
}

/**
 * Compiles a DTO's class-validator metadata.
 * @throws PlanError when it uses what the plan cannot express.
 */
export const compilePlan = (dto: DtoClass): Plan => compile(dto, { path: [], within: [] });

function compile(dto: DtoClass, { path, within }: Way): Plan {
  if (within.includes(dto)) throw new PlanError(`${dto.name} contains itself.`);
  const storage = getMetadataStorage();
  const metadatas = storage.getTargetValidationMetadatas(dto, dto.name, false, false);
  if (metadatas.length === 0) throw new PlanError(`${dto.name} has no rules.`);
  const fields = Object.entries(storage.groupByPropertyName(metadatas)).map(([name, ofField]) =>
    compileField(name, ofField, { path: [...path, name], within: [...within, dto] }),
  );
  return { dto, fields, byName: new Map(fields.map((field) => [field.name, field])) };
}

function compileField(name: string, metadatas: readonly Metadata[], way: Way): PlannedField {
  const element = way.path.join('.');
  const place = placeOf(element);
  if (metadatas.some(hasOptions)) throw new PlanError(`${element} has options that are not expressible.`);
  const rules = metadatas.filter(({ type }) => type !== ValidationTypes.NESTED_VALIDATION).map(planRule);
  if (new Set(rules.map((planned) => planned.name)).size < rules.length) {
    throw new PlanError(`${element} has the same rule twice.`);
  }
  const isNested = rules.length < metadatas.length;
  const partClass = rules.find(({ rule }) => rule instanceof IsPart)?.constraints[1] as DtoClass | undefined;
  if (isNested !== (partClass !== undefined)) throw new PlanError(`${element} is nested by halves.`);
  return { name, place, rules, part: partClass ? compile(partClass, way) : null };
}

/** Groups, conditions and iteration would each make the gate and class-validator disagree. */
const hasOptions = ({ each, validateIf, groups, always }: Partial<Metadata>): boolean =>
  Boolean(each) || validateIf !== undefined || Boolean(groups?.length) || always !== undefined;

function planRule(metadata: Metadata): PlannedRule {
  const where = `${metadata.propertyName}: ${metadata.type}`;
  if (metadata.type !== ValidationTypes.CUSTOM_VALIDATION)
    throw new PlanError(`${where} is not expressible.`);
  const [constraint] = getMetadataStorage().getTargetValidatorConstraints(metadata.constraintCls);
  if (!constraint || constraint.async) throw new PlanError(`${where} is not a synchronous rule.`);
  const rule = constraint.instance;
  if (!(rule instanceof Rule)) throw new PlanError(`${where} does not know its row and its text.`);
  return { name: constraint.name, rule, constraints: metadata.constraints };
}
