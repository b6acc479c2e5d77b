import { texts } from '#contracts';
import { call } from '../support/call';
import { toCancel, toCheck, toDelete, toRegister, type Place } from '../support/requests';
import type { Action, Answer } from './operation';

/** An operation before it is asked for. */
export interface Question {
  readonly action: Action;
  /** `null` for a check. */
  readonly consent: string | null;
  readonly place: Place;
  /** Sent as idempotency key, so that the same question may be asked again. */
  readonly key: string | null;
}

/**
 * What came of asking once. Where the service was unavailable (503) or the connection broke, the operation may have taken effect, or
 * may yet do so; where nobody listens, it never will.
 */
export type Attempt = Answer | 'unavailable' | 'broken' | 'not sent';

export const isAnswer = (attempt: Attempt): attempt is Answer =>
  attempt !== 'unavailable' && attempt !== 'broken' && attempt !== 'not sent';

const contracts: Readonly<Record<Action, string>> = {
  register: 'register-extended-consent',
  cancel: 'cancel-extended-consent',
  delete: 'delete-extended-consent',
  end: 'end-consent-by-patient',
  check: 'check-consent',
};

function bodyOf({ action, consent, place }: Question): object {
  switch (action) {
    case 'register':
      return toRegister(consent!, place);
    case 'cancel':
      return toCancel(consent!);
    case 'delete':
      return toDelete(consent!);
    case 'end':
      return { assertionId: consent!, patientId: place.patientId };
    case 'check':
      return toCheck(place);
  }
}

/** Asks a service. @throws when the answer is none that the contract gives: a fault by itself */
export async function ask(url: string, question: Question): Promise<Attempt> {
  const headers: Record<string, string> = question.key === null ? {} : { 'idempotency-key': question.key };
  try {
    const { status, body } = await call(url, contracts[question.action], bodyOf(question), headers);
    return status === 503 ? 'unavailable' : answerIn(question, body);
  } catch (error) {
    if (!isBrokenConnection(error as Error)) throw error;
    return isRefused((error as Error).cause) ? 'not sent' : 'broken';
  }
}

/** As fetch says it, and as JSON says it of a body that was cut off. */
const isBrokenConnection = ({ name }: Error): boolean => ['TypeError', 'SyntaxError'].includes(name);

const isRefused = (cause: unknown): boolean =>
  (cause as { code?: string } | undefined)?.code === 'ECONNREFUSED';

interface Body {
  readonly result?: { readonly resultCode: string; readonly resultText?: string };
  readonly checkResult?: { readonly result: { readonly resultCode: string }; readonly hasConsent: boolean };
}

function answerIn({ action, consent }: Question, body: unknown): Answer {
  const { checkResult, result } = body as Body;
  if (checkResult?.result.resultCode === 'OK') return checkResult.hasConsent ? 'yes' : 'no';
  if (result?.resultCode === 'OK') return 'ok';
  const answer = refusals(String(consent)).get(String(result?.resultText));
  if (answer === undefined) throw new Error(`${action} was answered ${JSON.stringify(body)}`);
  return answer;
}

const refusals = (consent: string): ReadonlyMap<string, Answer> =>
  new Map<string, Answer>([
    [texts.notFound(consent), 'not-found'],
    [texts.alreadyRegistered(consent), 'already-registered'],
    [texts.alreadyCancelled(consent), 'already-cancelled'],
    [texts.alreadyDeleted(consent), 'already-deleted'],
    [texts.invalidSpan(), 'already-ended'],
  ]);
