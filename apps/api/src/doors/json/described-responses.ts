import { applyDecorators, type Type } from '@nestjs/common';
import { ApiExtraModels, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { describedProblem, PROBLEM_MEDIA_TYPE } from '../../contract/problem';
import { problems, type ProblemCode } from '../../contract/error-table';
import { exampleAnswers } from './example-answers';

/** What the documentation calls the schema of a problem. */
export const PROBLEM_SCHEMA = 'Problem';

/** A problem as OpenAPI describes it. */
export const problemSchema = {
  type: 'object' as const,
  description: 'Everything that is not an answer of a contract (RFC 9457).',
  required: ['type', 'title', 'status', 'detail', 'code', 'error', 'eventId'],
  properties: {
    type: { type: 'string', description: 'An address at this service that describes the problem.' },
    title: { type: 'string', description: 'What happened.' },
    status: { type: 'integer', description: 'The HTTP status.' },
    detail: { type: 'string', description: 'What to do about it.' },
    code: { type: 'string', enum: Object.keys(problems), description: 'What to correct.' },
    error: { type: 'string', description: 'The code in the catalogue of errors.' },
    eventId: { type: 'string', format: 'uuid', description: 'Finds the cause in the log.' },
  },
};

/** The problems that any call with a body can be answered with. */
export const problemsOfBodies: readonly ProblemCode[] = [
  'malformed-json',
  'body-too-large',
  'unsupported-media-type',
  'encoded-body',
];

/** The problems that any call of a contract can be answered with, with a body or without. */
export const problemsOfEveryCall: readonly ProblemCode[] = [
  'invalid-header',
  'bad-request',
  'not-authenticated',
  'too-many-calls',
  'unknown-host',
  'headers-too-large',
  'internal-error',
  'ledger-unavailable',
  'not-caught-up',
  'keys-unavailable',
];

/** The answers of an operation by their status, each with its description, and the problems beside those of every call. */
export interface Described {
  readonly operationId: string;
  readonly response: Type;
  readonly answers: Readonly<Record<number, string>>;
  readonly ownProblems?: readonly ProblemCode[];
  readonly hasBody: boolean;
  /** What a good answer is as a stream of events. */
  readonly stream?: { readonly about: string; readonly example: string };
}

/** Describes every status that a call can be answered with: by the contract's response, by a problem, or by either. */
export function describedResponses(described: Described): MethodDecorator {
  const { operationId, response, answers, ownProblems = [], hasBody, stream } = described;
  const codes = [...ownProblems, ...(hasBody ? problemsOfBodies : []), ...problemsOfEveryCall];
  const statuses = new Set([
    ...Object.keys(answers).map(Number),
    ...codes.map((code) => problems[code].status),
  ]);
  const responses = [...statuses].sort().map((status) => {
    const own = codes.filter((code) => problems[code].status === status);
    const answer = answers[status];
    return ApiResponse({
      status,
      description: [answer, own.length > 0 && `Problem: ${own.join(', ')}.`].filter(Boolean).join(' '),
      content: {
        ...(answer !== undefined && {
          'application/json': {
            schema: { $ref: getSchemaPath(response) },
            examples: exampleAnswers(operationId, status),
          },
        }),
        ...(status === 200 && stream && { 'text/event-stream': streamContent(stream) }),
        ...(own.length > 0 && { [PROBLEM_MEDIA_TYPE]: problemContent(own) }),
      },
    });
  });
  return applyDecorators(ApiExtraModels(response), ...responses);
}

const streamContent = ({ about, example }: NonNullable<Described['stream']>) => ({
  schema: { type: 'string' as const, description: about },
  examples: { 'A stream': { summary: 'A stream', value: example } },
});

const problemContent = (codes: readonly ProblemCode[]) => ({
  schema: { $ref: `#/components/schemas/${PROBLEM_SCHEMA}` },
  examples: Object.fromEntries(
    codes.map((code) => [
      code,
      { value: { ...describedProblem(code), eventId: '0197f4a2-6c1e-7d3b-9a51-3f0c1c9a52f1' } },
    ]),
  ),
});
