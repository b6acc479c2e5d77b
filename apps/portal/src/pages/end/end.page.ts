import type { FastifyReply, FastifyRequest } from 'fastify';
import type { IdentityKind, Instant } from '#consent';
import { identityKindsOf } from '#consent-ledger';
import type { EndConsentByPatientDto, ExtendedPDLAssertionType } from '#contracts';
import type { PageParts, Pages } from '../../page-parts';
import { consentsAfter } from '../consents/done';
import { answerFields } from '../forms/confirmation';
import { faultsOf, ownFault, statusOfRefusal, type FieldOf, type FormFault } from '../forms/faults';
import { fieldsIn, type Values } from '../forms/form-fields';
import { momentFields, readMoment, type Moment } from '../forms/moment/moment';
import { momentWords } from '../forms/moment/moment.words';
import { refusalWords } from '../forms/refusal.words';
import { readRepresentative, representativeFields } from '../forms/representative';
import { representativeWords } from '../forms/representative.words';
import { showReview } from '../review/review';
import {
  demandPatient,
  demandUnit,
  openConsentOfPatient,
  patientOf,
  unitOf,
} from '../views/consents-of-patient';
import { instantOf } from '../views/times';
import { showEndForm } from './end-form';
import { endWords } from './end.words';
import { reviewOfEnd } from './review-of-end';

const typedFields = [...momentFields('end'), ...representativeFields] as const;
const fieldNames = [...typedFields, ...answerFields] as const;

const fieldOfElement: FieldOf = { endDateTime: 'endDate', representedById: 'representativeNumber' };

/** The patient moves the end of a consent closer. At once, or when, is chosen; and what was chosen is read back before it is done. */
export const endPages: Pages = (app, parts) => {
  const preHandler = [demandPatient, demandUnit];
  const kinds = identityKindsOf(parts.config);
  const address = '/consents/:assertionId/end';
  const config = { typedIn: (request: FastifyRequest) => fieldsIn(request, typedFields) };
  app.get(address, { preHandler, config }, async (request, reply) => {
    const consent = await openConsentOfPatient(parts, request);
    const kept = await parts.keptForms.take(request, reply);
    const values = kept ?? { represented: 'no' };
    return showEndForm(parts, request, reply, { consent, values, faults: [], isKept: kept !== null });
  });
  app.post(address, { preHandler, config }, async (request, reply) => {
    const consent = await openConsentOfPatient(parts, request);
    const values = fieldsIn(request, fieldNames);
    if (request.isForLanguage || values.change !== '')
      return showEndForm(parts, request, reply, { consent, values, faults: [] });
    const read = readEnd(request, consent, values, { kinds, now: parts.clock() });
    if (read.end) return endIfConfirmed(parts, request, reply, { consent, values, end: read.end });
    return showEndForm(parts, request, reply.status(400), { consent, values, faults: read.faults });
  });
};

interface Reading {
  readonly kinds: readonly IdentityKind[];
  readonly now: Instant;
}

type ReadEnd =
  | { readonly end: EndConsentByPatientDto; readonly faults?: undefined }
  | { readonly end?: undefined; readonly faults: readonly FormFault[] };

function readEnd(
  { language, portalSession }: FastifyRequest,
  consent: ExtendedPDLAssertionType,
  values: Values,
  { kinds, now }: Reading,
): ReadEnd {
  const words = endWords[language];
  const group = { name: 'end', choices: ['now'], unchosen: words.faultUnchosen } as const;
  const moment = readMoment(group, values, momentWords[language]);
  const representative = readRepresentative(values, { kinds, now }, representativeWords[language]);
  const faults = [
    ...moment.faults,
    ...whenFaults(moment, consent, now, words),
    ...(representative.fault ? [representative.fault] : []),
  ];
  if (faults.length > 0) return { faults };
  return {
    end: {
      assertionId: consent.pDLAssertion.assertionId,
      patientId: patientOf(portalSession).identity,
      representedById: representative.identity,
      // Without a time the contract ends it at once, which is what was chosen.
      endDateTime: 'time' in moment ? moment.time : undefined,
    },
  };
}

/** The end is moved closer, and not into the past. */
function whenFaults(
  moment: Moment,
  { pDLAssertion: { endDate } }: ExtendedPDLAssertionType,
  now: Instant,
  words: (typeof endWords)['sv'],
): FormFault[] {
  if (!('time' in moment)) return [];
  const asked = instantOf(moment.time);
  if (asked < now) return [ownFault('endDate', words.faultPassed)];
  const isCloser = endDate === undefined || asked < instantOf(endDate);
  return isCloser ? [] : [ownFault('endDate', words.faultLater)];
}

interface Asked {
  readonly consent: ExtendedPDLAssertionType;
  readonly values: Values;
  readonly end: EndConsentByPatientDto;
}

async function endIfConfirmed(
  parts: PageParts,
  request: FastifyRequest,
  reply: FastifyReply,
  { consent, values, end }: Asked,
): Promise<FastifyReply> {
  const review = reviewOfEnd(request, consent, values, end);
  if (values.confirmed !== review.confirmation) return showReview(parts, request, reply, review);
  const outcome = await parts.consentService.endByPatient(end, unitOf(request.portalSession).employeeId);
  if (outcome.resultCode === 'OK') return reply.redirect(consentsAfter('ended', end.assertionId), 303);
  const faults = faultsOf(outcome, fieldOfElement, refusalWords[request.language]);
  return showEndForm(parts, request, reply.status(statusOfRefusal(outcome)), { consent, values, faults });
}
