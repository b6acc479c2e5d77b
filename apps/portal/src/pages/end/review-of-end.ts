import type { FastifyRequest } from 'fastify';
import { samePerson } from '#consent';
import type { EndConsentByPatientDto, ExtendedPDLAssertionType } from '#contracts';
import { confirmationOf } from '../forms/confirmation';
import type { Values } from '../forms/form-fields';
import { representativeWords } from '../forms/representative.words';
import { frameWords } from '../frame/frame.words';
import type { Review } from '../review/review';
import { identityText } from '../../words/identities';
import { endText } from '../views/times';
import { endWords } from './end.words';

/** A new end in words, for the person who is about to set it. */
export function reviewOfEnd(
  { language }: FastifyRequest,
  { pDLAssertion: { assertionId } }: ExtendedPDLAssertionType,
  values: Values,
  end: EndConsentByPatientDto,
): Review {
  const [words, frame] = [endWords[language], frameWords[language]];
  const { endDateTime, representedById, patientId } = end;
  const isPatient = representedById !== undefined && samePerson(representedById, patientId);
  return {
    title: words.review,
    action: `/consents/${assertionId}/end`,
    values,
    readBack: endDateTime === undefined ? words.readBackNow : words.readBackDate(endText(endDateTime, frame)),
    facts: representedById
      ? [{ name: representativeWords[language].name, text: identityText(representedById, frame) }]
      : [],
    questions: isPatient ? [words.questionIsPatient] : [],
    consequence: words.consequence,
    submit: endDateTime === undefined ? words.reviewSubmitNow : words.reviewSubmit,
    isFinal: true,
    confirmation: confirmationOf(end),
  };
}
