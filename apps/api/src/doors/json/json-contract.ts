import { applyDecorators, HttpStatus, Post } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { OpenTo } from '../../authentication/route-access';
import type { DeclaredContract } from '../../contract/declared-contract';
import { describedResponses } from './described-responses';
import { documented } from './documented';

type Documented = Pick<DeclaredContract, 'request' | 'response' | 'json'> & {
  /** What generated clients call it. */
  readonly operationId: string;
};

const faulty: Readonly<Record<number, string>> = {
  400: 'VALIDATION_ERROR: the text says what is wrong, `errors` says it element by element.',
};

const denied: Readonly<Record<number, string>> = {
  403: 'ACCESSDENIED: the caller may not act for this care provider.',
};

/** A contract's address at the JSON door, and how the documentation shows it. */
export function JsonContract({ operationId, request, response, json }: Documented): MethodDecorator {
  const { path, summary, examples, tag = 'Consents', successStatus = HttpStatus.OK } = json;
  return applyDecorators(
    OpenTo('caller'),
    Post(`v2/${path}`),
    ApiTags(tag),
    ApiOperation({ summary, operationId }),
    ...Object.entries(headersOf(json)).map(([name, description]) =>
      ApiHeader({ name, required: false, description }),
    ),
    ApiBody({ type: documented(request), examples: mapped(examples) }),
    describedResponses({
      operationId,
      hasBody: true,
      response: documented(response),
      stream: json.stream,
      answers: {
        [successStatus]: 'Done, or answered.',
        ...faulty,
        ...(!json.isNeverDenied && denied),
        ...json.refusals,
      },
      ownProblems: [
        ...(json.isChange ? (['idempotency-key-reused'] as const) : []),
        ...(tag === 'Audit' || json.headers ? (['right-missing'] as const) : []),
      ],
    }),
  );
}

const headersOf = ({
  isChange,
  stream,
  headers = {},
}: DeclaredContract['json']): Readonly<Record<string, string>> => ({
  ...(isChange && { 'Idempotency-Key': 'Makes a change safe to repeat.' }),
  'X-Ledger-Min-Position': 'Answer from at least this position.',
  ...(stream && { 'Last-Event-ID': 'Of a stream: the id of the last event that was received.' }),
  ...headers,
});

const mapped = (examples: Readonly<Record<string, object>>) =>
  Object.fromEntries(Object.entries(examples).map(([summary, value]) => [summary, { summary, value }]));
