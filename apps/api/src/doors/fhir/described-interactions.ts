import type { OpenAPIObject } from '@nestjs/swagger';
import { problems, type ProblemCode } from '../../contract/error-table';
import { problemsOfBodies, problemsOfEveryCall } from '../json/described-responses';
import { exampleAnswers } from '../json/example-answers';
import type { Interaction } from './interaction';
import { FHIR_JSON } from './media-type';
import { problemOutcome } from './operation-outcome';
import { FHIR_PATH } from './resource';

type Paths = OpenAPIObject['paths'];
type Operation = NonNullable<Paths[string]['get']>;

/** What the documentation calls the schema of a resource. */
export const FHIR_SCHEMA = 'FhirResource';

/** A resource as OpenAPI describes it: HL7 describes the rest. */
export const fhirSchema = {
  type: 'object' as const,
  description:
    'A resource of FHIR R4, as https://hl7.org/fhir/R4/ describes it. docs/fhir.md has what is in it.',
};

const RESOURCE = { $ref: `#/components/schemas/${FHIR_SCHEMA}` };
const FORM = 'application/x-www-form-urlencoded';
const SOME_EVENT = '0197f4a2-6c1e-7d3b-9a51-3f0c1c9a52f1';

/** The answers of a contract that every interaction can have. */
const answers: Readonly<Record<string, string>> = {
  200: 'What was asked for.',
  400: 'The contract refuses the request, fault by fault.',
  403: 'ACCESSDENIED: the right, the contract or the care provider is not the caller’s.',
};

/** The part of the OpenAPI document that the interactions are, and what the door shows of itself. */
export const describedInteractions = (
  interactions: readonly Interaction[],
  descriptions: readonly string[],
): Paths =>
  Object.fromEntries<Paths[string]>([
    ...interactions.map((interaction) => [addressOf(interaction), pathItemOf(interaction)] as const),
    ...descriptions.map((path) => [FHIR_PATH + path, { get: descriptionAt(path) }] as const),
  ]);

const addressOf = ({ path }: Interaction): string => FHIR_PATH + path.replace(':id', '{id}');

function pathItemOf(interaction: Interaction): Paths[string] {
  const operation = operationOf(interaction);
  return interaction.method === 'GET' ? { get: operation } : { post: operation };
}

function operationOf(interaction: Interaction): Operation {
  const { operationId, summary, id } = interaction.documentation;
  return {
    operationId,
    summary,
    tags: ['FHIR'],
    parameters: [
      ...(id ? [pathParameter(id)] : []),
      ...(interaction.hasPages ? [CURSOR_PARAMETER] : []),
      MIN_POSITION,
    ],
    ...(interaction.takes !== 'nothing' && { requestBody: requestBodyOf(interaction) }),
    responses: responsesOf(operationId, codesOf(interaction), answers),
  };
}

const MIN_POSITION = {
  name: 'X-Ledger-Min-Position',
  in: 'header' as const,
  required: false,
  description: 'Answer from at least this position.',
  schema: { type: 'string' as const },
};

const CURSOR_PARAMETER = {
  name: '_cursor',
  in: 'query' as const,
  required: false,
  description: 'Of the link `next` of the page before. The form is the same again.',
  schema: { type: 'string' as const },
};

const pathParameter = ({ documentation, example }: { documentation: string; example: string }) => ({
  name: 'id',
  in: 'path' as const,
  required: true,
  description: documentation,
  schema: { type: 'string' as const, example },
});

function requestBodyOf({ takes, documentation: { examples, parameters = [] } }: Interaction) {
  const isForm = takes === 'form';
  const schema = isForm ? formSchema(parameters) : RESOURCE;
  return { required: true, content: { [isForm ? FORM : FHIR_JSON]: { schema, examples: named(examples) } } };
}

const formSchema = (parameters: NonNullable<Interaction['documentation']['parameters']>) => ({
  type: 'object' as const,
  properties: Object.fromEntries(
    parameters.map(({ name, documentation }) => [
      name,
      { type: 'string' as const, description: documentation },
    ]),
  ),
});

const named = (examples: Readonly<Record<string, object>>) =>
  Object.fromEntries(Object.entries(examples).map(([summary, value]) => [summary, { summary, value }]));

const codesOf = ({ takes, documentation }: Interaction): readonly ProblemCode[] => [
  ...documentation.problems,
  'invalid-parameter',
  'not-acceptable',
  ...(takes === 'form' ? (['search-in-address'] as const) : []),
  ...(takes === 'nothing' ? [] : problemsOfBodies.filter((code) => isSent(takes, code))),
  ...problemsOfEveryCall.filter(isAnsweredHere),
];

/** Headers that are too large are refused before any door is asked. */
const isAnsweredHere = (code: ProblemCode): boolean => code !== 'headers-too-large';

/** A form is never JSON that cannot be read. */
const isSent = (takes: Interaction['takes'], code: ProblemCode): boolean =>
  takes === 'resource' || code !== 'malformed-json';

/** What the door says of itself: everybody may read it. */
const descriptionAt = (path: string): Operation => ({
  operationId: path === '/metadata' ? 'fhirCapabilities' : 'fhirCheckDefinition',
  summary: path === '/metadata' ? 'What the FHIR door can do.' : 'What the operation $check is.',
  tags: ['FHIR'],
  responses: responsesOf(
    path === '/metadata' ? 'fhirCapabilities' : 'fhirCheckDefinition',
    ['bad-request', 'not-acceptable', 'unknown-host', 'internal-error'],
    { 200: answers[200]! },
  ),
});

/** Every status, with the recorded answers of contracts and an OperationOutcome for each code. */
function responsesOf(
  operationId: string,
  codes: readonly ProblemCode[],
  ofContract: Readonly<Record<string, string>>,
): Operation['responses'] {
  const statuses = new Set([
    ...Object.keys(ofContract),
    ...codes.map((code) => String(problems[code].status)),
  ]);
  return Object.fromEntries(
    [...statuses].sort().map((status) => {
      const own = codes.filter((code) => problems[code].status === Number(status));
      const texts = [ofContract[status], own.length > 0 && `Problem: ${own.join(', ')}.`];
      const examples = { ...exampleAnswers(operationId, Number(status)), ...outcomesOf(own) };
      const content = { [FHIR_JSON]: { schema: RESOURCE, examples } };
      return [status, { description: texts.filter(Boolean).join(' '), content }];
    }),
  );
}

const outcomesOf = (codes: readonly ProblemCode[]) =>
  Object.fromEntries(
    codes.map((code) => [
      code,
      { value: problemOutcome({ code, status: problems[code].status, eventId: SOME_EVENT }) },
    ]),
  );
