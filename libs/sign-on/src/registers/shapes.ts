import type { Affiliation, HealthPersonnel, Organisation } from './registers';

/** What a register answers is looked at before it is believed: a field that is missing must not become a no, or a yes. */
const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

const isTextIfThere = (value: unknown): boolean => value === undefined || isText(value);

const areTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every(isText);

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

export const isHealthPersonnel = (value: unknown): value is HealthPersonnel => {
  const { hprNumber, name, categories } = fieldsOf(value);
  return isText(hprNumber) && isTextIfThere(name) && areTexts(categories);
};

export const isOrganisation = (value: unknown): value is Organisation => {
  const { number, name, isActive, admitsWithoutAffiliation, careProviderId } = fieldsOf(value);
  return (
    [number, name, careProviderId].every(isText) &&
    typeof isActive === 'boolean' &&
    areTexts(admitsWithoutAffiliation)
  );
};

const isAffiliation = (value: unknown): value is Affiliation => {
  const { organisationNumber, careUnitId, careUnitName, employeeId, employeeName } = fieldsOf(value);
  const texts = [organisationNumber, careUnitId, careUnitName, employeeId];
  return texts.every(isText) && isTextIfThere(employeeName);
};

export const areAffiliations = (value: unknown): value is Affiliation[] =>
  Array.isArray(value) && value.every(isAffiliation);

export const isNamed = (value: unknown): value is { readonly name: string } => isText(fieldsOf(value).name);
