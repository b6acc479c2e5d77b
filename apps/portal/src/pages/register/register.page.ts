import type { FastifyReply, FastifyRequest } from 'fastify';
import { identityKindsOf } from '#consent-ledger';
import { newId } from '#platform';
import type { RegisterExtendedConsentDto } from '#contracts';
import type { PageParts, Pages } from '../../page-parts';
import { consentsAfter } from '../consents/done';
import { faultsOf, ownFault, statusOfRefusal } from '../forms/faults';
import { fieldsIn } from '../forms/form-fields';
import { hsaIdRule } from '../forms/hsa-id-rule';
import { momentWords } from '../forms/moment/moment.words';
import { reasonWords } from '../forms/reason.words';
import { refusalWords } from '../forms/refusal.words';
import { representativeWords } from '../forms/representative.words';
import { showReview } from '../review/review';
import { consentsOfPatient, demandPatient, demandUnit } from '../views/consents-of-patient';
import { isAlreadyRegistered } from './already-registered';
import { questionsAbout } from './questions';
import { readForm, type Reading } from './read-form';
import { emptyForm, showForm } from './register-form';
import {
  fieldNames,
  fieldOfElement,
  registrationOf,
  typedFields,
  type RegisterValues,
} from './registration-of';
import { registerWords } from './register.words';
import { reviewOf } from './review-of';

const HOUR_MS = 3_600_000;

type Words = Pick<Reading, 'words' | 'common'>;

/**
 * A consent is registered by a form that has its id from the server: sent twice, it registers one consent, and says so both times. What
 * it asks for is read back in words first.
 */
export const registerPages: Pages = (app, parts) => {
  const preHandler = [demandPatient, demandUnit];
  const rules = {
    isHsaId: hsaIdRule(parts.config),
    kinds: identityKindsOf(parts.config),
    emergencyLasts: parts.config.EMERGENCY_HOURS * HOUR_MS,
  };
  const config = { typedIn: (request: FastifyRequest) => fieldsIn(request, typedFields) };
  app.get('/consents/register', { preHandler, config }, async (request, reply) => {
    const kept = await parts.keptForms.take(request, reply);
    const values = kept ?? emptyForm(request);
    return showForm(parts, request, reply, { values, faults: [], isKept: kept !== null });
  });
  app.post('/consents/register', { preHandler, config }, async (request, reply) => {
    const sent = fieldsIn(request, fieldNames);
    if (request.isForLanguage || sent.change !== '')
      return showForm(parts, request, reply, { values: sent, faults: [] });
    const now = parts.clock();
    const { faults, stated, values } = readForm(sent, { ...rules, ...wordsFor(request), now });
    if (faults.length > 0) {
      return showForm(parts, request, reply.status(400), { values: sent, faults });
    }
    const registration = registrationOf(values, stated, request.portalSession, now);
    return registerIfConfirmed(parts, request, reply, { values, registration });
  });
};

const wordsFor = ({ language }: FastifyRequest): Words => ({
  words: registerWords[language],
  common: {
    moment: momentWords[language],
    representative: representativeWords[language],
    reason: reasonWords[language],
  },
});

interface Asked {
  readonly values: RegisterValues;
  readonly registration: RegisterExtendedConsentDto;
}

async function registerIfConfirmed(
  parts: PageParts,
  request: FastifyRequest,
  reply: FastifyReply,
  asked: Asked,
): Promise<FastifyReply> {
  const { registration, values } = asked;
  const consents = await consentsOfPatient(parts, request);
  const questions = questionsAbout(registration, consents, parts.clock());
  const review = reviewOf(request, values, registration, questions);
  if (values.confirmed === review.confirmation) return register(parts, request, reply, asked);
  return showReview(parts, request, reply, review);
}

async function register(
  parts: PageParts,
  request: FastifyRequest,
  reply: FastifyReply,
  { values, registration }: Asked,
): Promise<FastifyReply> {
  const outcome = await parts.consentService.register(registration);
  const done = () => reply.redirect(consentsAfter('registered', registration.assertionId), 303);
  if (outcome.resultCode === 'OK') return done();
  if (outcome.resultCode === 'ALREADYEXISTS') {
    if (await isAlreadyRegistered(parts, request, registration)) return done();
    return showUsed(parts, request, reply, values);
  }
  const faults = faultsOf(outcome, fieldOfElement, refusalWords[request.language]);
  return showForm(parts, request, reply.status(statusOfRefusal(outcome)), { values, faults });
}

/** A form that has been changed after it had registered a consent is another one. */
function showUsed(
  parts: PageParts,
  request: FastifyRequest,
  reply: FastifyReply,
  values: RegisterValues,
): FastifyReply {
  const faults = [ownFault(null, registerWords[request.language].usedForm)];
  return showForm(parts, request, reply.status(409), {
    values: { ...values, assertionId: newId() },
    faults,
  });
}
