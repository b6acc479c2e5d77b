import type { PersonIdentity } from '#consent';
import type { CheckAnswer } from '#read-models';
import { hsaIdIn, identityIn, type Identifier } from '../../doors/fhir/identifiers';
import type { Interaction } from '../../doors/fhir/interaction';
import type { Resource } from '../../doors/fhir/resource';
import { InvalidParameter } from '../../doors/http/fhir-refusals';
import { contractNamed } from '../contract-named';
import { checkDocumentation } from './check-definition';

const names = ['patient', 'employee', 'careUnit', 'careProvider'] as const;

type Name = (typeof names)[number];

type Identifiers = Partial<Readonly<Record<Name, Identifier>>>;

/** May this employee read? By CheckConsent. */
export const checkConsentOperation: Interaction = {
  method: 'POST',
  path: '/Consent/$check',
  takes: 'resource',
  documentation: checkDocumentation,
  ask({ resource }) {
    const { patient, ...place } = identifiersIn(resource);
    return {
      contract: contractNamed('CheckConsent'),
      body: { accessingActor: actorIn(place), patientId: patientIn(patient) },
      parameterOf: { patientId: 'patient' },
      answer: ({ content }) => answered(content as CheckAnswer),
    };
  },
};

const patientIn = (patient: Identifier | undefined): PersonIdentity | undefined =>
  patient && identityIn(patient);

const actorIn = ({ employee, careUnit, careProvider }: Identifiers) => ({
  employeeId: employee && hsaIdIn(employee, 'employee'),
  careProviderId: careProvider && hsaIdIn(careProvider, 'careProvider'),
  careUnitId: careUnit && hsaIdIn(careUnit, 'careUnit'),
});

function answered({ hasConsent, assertionType }: CheckAnswer): Resource {
  const parameter = [
    { name: 'hasConsent', valueBoolean: hasConsent },
    ...(assertionType ? [{ name: 'assertionType', valueCode: assertionType }] : []),
  ];
  return { resourceType: 'Parameters', parameter };
}

/**
 * The parameters, each once and each an identifier. Everything else is refused: what is not understood must not be answered.
 * @throws InvalidParameter
 */
function identifiersIn(resource: unknown): Identifiers {
  const found: Partial<Record<Name, Identifier>> = {};
  for (const parameter of parametersIn(resource)) {
    const name = names.find((one) => one === parameter.name);
    if (name === undefined || !hasOnly(parameter, OF_PARAMETER) || !isIdentifier(parameter.valueIdentifier))
      throw new InvalidParameter(`The operation takes an identifier each as ${names.join(', ')}.`);
    if (found[name]) throw new InvalidParameter(`The parameter ${name} is given twice.`);
    found[name] = parameter.valueIdentifier;
  }
  return found;
}

type Parameter = Readonly<Record<string, unknown>>;

function parametersIn(resource: unknown): readonly Parameter[] {
  if (isObject(resource) && resource.resourceType === 'Parameters' && hasOnly(resource, OF_PARAMETERS)) {
    const { parameter = [] } = resource;
    if (Array.isArray(parameter) && parameter.every(isObject)) return parameter;
  }
  throw new InvalidParameter('The body must be a resource Parameters.');
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What changes no question. Anything else might. */
const OF_PARAMETERS = ['resourceType', 'id', 'meta', 'parameter'];
const OF_PARAMETER = ['name', 'valueIdentifier'];
const OF_IDENTIFIER = ['use', 'type', 'system', 'value'];

const hasOnly = (element: Readonly<Record<string, unknown>>, known: readonly string[]): boolean =>
  Object.keys(element).every((name) => known.includes(name));

const isIdentifier = (value: unknown): value is Identifier =>
  isObject(value) &&
  hasOnly(value, OF_IDENTIFIER) &&
  value.use !== 'old' &&
  isText(value.system) &&
  isText(value.value);

const isText = (value: unknown): boolean => value === undefined || typeof value === 'string';
