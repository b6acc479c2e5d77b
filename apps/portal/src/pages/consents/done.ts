import type { FastifyRequest } from 'fastify';
import type { ExtendedPDLAssertionType } from '#contracts';
import type { Language } from '../../words/language';
import { consentView, type ConsentView, type Viewing } from '../views/consent-view';
import { consentsWords } from './consents.words';

type IsDone = (consent: ExtendedPDLAssertionType) => boolean;

const isOpen: IsDone = ({ cancellationInfo, deletionInfo }) => !cancellationInfo && !deletionInfo;

const isDone = {
  registered: isOpen,
  cancelled: ({ cancellationInfo }) => cancellationInfo !== undefined,
  deleted: ({ deletionInfo }) => deletionInfo !== undefined,
  ended: (consent) => isOpen(consent) && consent.pDLAssertion.endDate !== undefined,
} as const satisfies Readonly<Record<string, IsDone>>;

/** What the page before this one has done. */
export type Deed = keyof typeof isDone;

const isDeed = (text: unknown): text is Deed => typeof text === 'string' && Object.hasOwn(isDone, text);

/** The address of the patient's consents, telling what has been done to which of them. */
export const consentsAfter = (deed: Deed, assertionId: string): string =>
  `/consents?done=${deed}&consent=${encodeURIComponent(assertionId)}`;

/**
 * What has been done, as long as the open patient's consents agree: an address may be opened again when another patient is open, or
 * have been made up by somebody else, and then it must not say that anything has been cancelled.
 */
export function doneIn(
  { query, language }: FastifyRequest,
  consents: readonly ExtendedPDLAssertionType[],
  viewing: Viewing,
): string | null {
  const { done, consent: id } = query as { readonly done?: unknown; readonly consent?: unknown };
  const consent = consents.find(({ pDLAssertion }) => pDLAssertion.assertionId === id);
  return isDeed(done) && consent && isDone[done](consent)
    ? doneText(done, consentView(consent, viewing), viewing, language)
    : null;
}

/** What has been done, and what is so now, read back from what the service holds. */
function doneText(
  done: Deed,
  { unit, who, from, until, status }: ConsentView,
  { words: frame }: Viewing,
  language: Language,
): string {
  const words = consentsWords[language];
  if (done === 'registered') {
    const whom = who === frame.wholeUnit ? unit : who;
    return `${words.done_registered} ${words.readBack(whom, from, until)}`;
  }
  if (done !== 'ended') return words[`done_${done}`];
  return status === 'expired' ? words.done_endedNow : `${words.done_ended} ${words.readBackEnd(until)}`;
}
