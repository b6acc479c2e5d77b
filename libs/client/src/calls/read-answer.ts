import type { ElementError, ResultType } from '#contracts';
import type { HttpAnswer } from '../http/transport';
import { contentOf, isObject, partWithResult } from '../messages/readable';
import { failureOf, unreadable, type ContractCall } from './failures';
import type { Answered, AnswerContext, Refused } from '../messages/results';

type Reading = Answered<unknown> | Refused<Refusal>;
type Refusal = Exclude<ResultType['resultCode'], 'OK' | 'INFO' | 'ERROR'>;

const refusalsOfQueries: readonly string[] = ['VALIDATION_ERROR', 'ACCESSDENIED'];
const refusalsOfChanges: readonly string[] = [
  ...refusalsOfQueries,
  'NOTFOUND',
  'ALREADYEXISTS',
  'INVALIDSTATE',
];

/** Takes for an answer only what a contract answers. @throws ConsentServiceError */
export function readAnswer(http: HttpAnswer, call: ContractCall): Reading {
  const answer = jsonIn(http);
  const isProblem = typeOf(http).startsWith('application/problem+json');
  const reading = isProblem ? null : readResult(answer, http, call);
  if (reading !== null) return reading;
  throw failureOf(http, call, answer);
}

/** `null` when there is no result of the contract. */
function readResult(answer: unknown, { status, headers }: HttpAnswer, call: ContractCall): Reading | null {
  const position = headers['x-ledger-position'];
  const context = {
    correlationId: call.correlationId,
    position: typeof position === 'string' && /^\d{1,15}$/.test(position) ? Number(position) : null,
  };
  const reading = resultIn(answer, call, context);
  // A proxy may answer with a page of its own, and may change a status, but not both so that they agree.
  return reading !== null && (reading.kind === 'answered') === (status === 200 || status === 201)
    ? reading
    : null;
}

/** Reads an answer, or one of many. @throws UnreadableAnswer when it has a result, and not what belongs to it. */
export function resultIn(answer: unknown, call: ContractCall, context: AnswerContext): Reading | null {
  const part = partWithResult(call.path, answer);
  if (part === null || !isObject(answer)) return null;
  const { resultCode, resultText: text } = part.result as Partial<ResultType>;
  if (resultCode === 'OK' || resultCode === 'INFO')
    return {
      kind: 'answered',
      code: resultCode,
      text,
      content: contentOrThrow(call, answer, part),
      ...context,
    };
  if (!isRefusal(resultCode, call)) return null;
  return { kind: 'refused', code: resultCode, text: text ?? '', faults: faultsIn(answer), ...context };
}

const isRefusal = (code: unknown, { path, isChange }: ContractCall): code is Refusal =>
  (isChange || path === MAY_BE_OFF ? refusalsOfChanges : refusalsOfQueries).includes(String(code));

/** A query that a service without webhooks refuses as it does the changes. */
const MAY_BE_OFF = 'get-webhooks';

const faultsIn = ({ errors }: Readonly<Record<string, unknown>>): readonly ElementError[] =>
  Array.isArray(errors) ? (errors as readonly ElementError[]) : [];

function contentOrThrow(
  call: ContractCall,
  answer: Readonly<Record<string, unknown>>,
  part: Readonly<Record<string, unknown>>,
): unknown {
  try {
    return contentOf(call.path, answer, part);
  } catch (cause) {
    throw unreadable(call, { cause });
  }
}

const typeOf = ({ headers }: HttpAnswer): string => headers['content-type'] ?? '';

function jsonIn(http: HttpAnswer): unknown {
  if (!/^application\/(?:problem\+)?json\b/.test(typeOf(http))) return null;
  try {
    return JSON.parse(http.body) as unknown;
  } catch {
    return null;
  }
}
