import type { FastifyRequest } from 'fastify';
import type { RegisterExtendedConsentDto } from '#contracts';
import { confirmationOf } from '../forms/confirmation';
import { representativeWords } from '../forms/representative.words';
import { frameWords } from '../frame/frame.words';
import type { Review } from '../review/review';
import { identityText } from '../../words/identities';
import { endText, startText } from '../views/times';
import type { Question } from './questions';
import { registerWords } from './register.words';
import type { RegisterValues } from './registration-of';

/** A registration in words, for the person who is about to make it. */
export function reviewOf(
  request: FastifyRequest,
  values: RegisterValues,
  registration: RegisterExtendedConsentDto,
  questions: readonly Question[],
): Review {
  const words = registerWords[request.language];
  const isEmergency = registration.assertionType === 'Emergency';
  const sentence = isEmergency ? words.readBackEmergency : words.readBackConsent;
  const { registrationAction, ...asked } = registration;
  return {
    title: words.review,
    action: '/consents/register',
    values,
    readBack: sentence(whomText(request, values, registration), spanText(request, registration)),
    facts: factsOf(request, registration),
    questions: questions.map((question) => words[`question_${question}`]),
    consequence: words.consequence,
    submit: questions.length > 0 ? words.reviewSubmitAnyway : words.reviewSubmit,
    isFinal: false,
    confirmation: confirmationOf([asked, registrationAction.reasonText ?? '', questions]),
  };
}

function whomText(
  { language, portalSession: { workplace } }: FastifyRequest,
  { whom }: RegisterValues,
  { employeeId }: RegisterExtendedConsentDto,
): string {
  const words = registerWords[language];
  if (employeeId === undefined) return words.reviewUnit(workplace.unit!.careUnitName);
  return whom === 'me' ? words.reviewMe : employeeId;
}

function spanText({ language }: FastifyRequest, { startDate, endDate }: RegisterExtendedConsentDto): string {
  const [words, frame] = [registerWords[language], frameWords[language]];
  const from = startDate === undefined ? words.fromNow : words.from(startText(startDate, frame));
  const until = endDate === undefined ? frame.untilFurtherNotice : `${frame.to} ${endText(endDate, frame)}`;
  return `${from} ${until}`;
}

function factsOf(
  { language }: FastifyRequest,
  { representedBy, registrationAction }: RegisterExtendedConsentDto,
) {
  const { reasonText } = registrationAction;
  const represented = representedBy && identityText(representedBy, frameWords[language]);
  return [
    ...(represented ? [{ name: representativeWords[language].name, text: represented }] : []),
    ...(reasonText === undefined ? [] : [{ name: registerWords[language].reasonText, text: reasonText }]),
  ];
}
