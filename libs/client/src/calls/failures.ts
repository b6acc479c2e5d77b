import type { ContractPath } from '#contracts';
import type { HttpAnswer } from '../http/transport';
import {
  NotAllowed,
  NotAuthenticated,
  RequestNotTaken,
  ServiceFailed,
  ServiceUnavailable,
  UnreadableAnswer,
  type ConsentServiceError,
  type FailedCall,
  type ServiceProblem,
} from '../messages/errors';
import { isObject } from '../messages/readable';

/** Which contract was called, and what is known of the call. */
export interface ContractCall {
  readonly path: ContractPath;
  readonly isChange: boolean;
  readonly correlationId: string;
}

export const unreadable = (call: ContractCall, options?: ErrorOptions): UnreadableAnswer =>
  new UnreadableAnswer(`The answer to ${call.path} is not one of the contract.`, failed(call), options);

export const failed = ({ path, correlationId }: ContractCall): FailedCall => ({
  contract: path,
  correlationId,
});

type Failure = new (message: string, call: FailedCall) => ConsentServiceError;

const failures: Readonly<Record<number, Failure>> = {
  401: NotAuthenticated,
  403: NotAllowed,
  429: ServiceUnavailable,
  500: ServiceFailed,
  502: ServiceUnavailable,
  503: ServiceUnavailable,
  504: ServiceUnavailable,
};

/** What an answer is that no contract gives. */
export function failureOf(
  { status, headers }: HttpAnswer,
  call: ContractCall,
  answer: unknown,
): ConsentServiceError {
  const problem = problemIn(answer);
  const why = problem ? `${status} (${problem.code}, event ${problem.eventId ?? 'unknown'})` : String(status);
  const known = { ...failed(call), status, problem, retryAfterMs: retryAfterIn(headers['retry-after']) };
  return new (kindOf(status))(`The consent service answers ${call.path} with status ${why}.`, known);
}

const problemIn = (answer: unknown): ServiceProblem | undefined =>
  isObject(answer) && typeof answer.code === 'string' ? (answer as unknown as ServiceProblem) : undefined;

const kindOf = (status: number): Failure =>
  failures[status] ?? (status >= 400 && status < 500 ? RequestNotTaken : UnreadableAnswer);

/** In milliseconds; `undefined` when there is no time in it. */
function retryAfterIn(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const ms = /^\d+$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}
