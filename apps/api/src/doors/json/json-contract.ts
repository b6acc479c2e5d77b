import { applyDecorators, HttpStatus, Post } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { DeclaredContract } from '../../contract/declared-contract';
import { documented } from './documented';

type Documented = Pick<DeclaredContract, 'request' | 'response' | 'json'>;

const refusals: Readonly<Record<number, string>> = {
  400: 'VALIDATION_ERROR: the text says what is wrong, `errors` says it element by element.',
  403: 'ACCESSDENIED: the caller may not act for this care provider.',
  404: 'NOTFOUND: there is no such consent.',
  409: 'ALREADYEXISTS or INVALIDSTATE: registered, cancelled or deleted already.',
};

/** A contract's address at the JSON door, and how the documentation shows it. */
export function JsonContract({ request, response, json }: Documented): MethodDecorator {
  const { path, summary, examples, tag = 'Consents', successStatus = HttpStatus.OK, headers = {} } = json;
  return applyDecorators(
    Post(`v2/${path}`),
    ApiTags(tag),
    ApiOperation({ summary }),
    ApiHeader({ name: 'Idempotency-Key', required: false, description: 'Makes a change safe to repeat.' }),
    ApiHeader({
      name: 'X-Ledger-Min-Position',
      required: false,
      description: 'Answer from at least this position.',
    }),
    ...Object.entries(headers).map(([name, description]) =>
      ApiHeader({ name, required: false, description }),
    ),
    ApiBody({ type: documented(request), examples: mapped(examples) }),
    ApiResponse({ status: successStatus, description: 'Done, or answered.', type: documented(response) }),
    ...Object.entries(refusals).map(([status, description]) =>
      ApiResponse({ status: Number(status), description, type: documented(response) }),
    ),
    ApiResponse({ status: 503, description: 'A technical failure, as problem+json. Nothing was answered.' }),
  );
}

const mapped = (examples: Readonly<Record<string, object>>) =>
  Object.fromEntries(Object.entries(examples).map(([summary, value]) => [summary, { summary, value }]));
