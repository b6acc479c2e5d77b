import type { FastifyReply, FastifyRequest } from 'fastify';
import type { EndByPatient, ExtendedAssertion } from '../../consent-service';
import type { PageParts, Pages } from '../../page-parts';
import { consentsAfter } from '../consents/done';
import { faultsOf, spanBeside, statusOfRefusal, type FieldOf, type FormFault } from '../forms/faults';
import { fieldsIn, statedTime } from '../forms/form-fields';
import { frameWords } from '../frame/frame.words';
import { consentView } from '../views/consent-view';
import {
  demandPatient,
  demandUnit,
  openConsentOfPatient,
  patientOf,
  viewingOf,
} from '../views/consents-of-patient';
import { endWords } from './end.words';
import { kindChoices, writtenIdentity } from '../../words/identities';

const fieldNames = ['endDateTime', 'representativeKind', 'representativeNumber'] as const;

type EndValues = Readonly<Record<(typeof fieldNames)[number], string>>;

const fieldOfElement: FieldOf = {
  endDateTime: 'endDateTime',
  'representedById.root': 'representativeKind',
  representedById: 'representativeNumber',
};

/** The patient moves the end of a consent closer. */
export const endPages: Pages = (app, parts) => {
  const preHandler = [demandPatient, demandUnit];
  const address = '/consents/:assertionId/end';
  app.get(address, { preHandler }, async (request, reply) => {
    const consent = await openConsentOfPatient(parts, request);
    return show(parts, request, reply, { consent, values: {}, faults: [] });
  });
  app.post(address, { preHandler }, async (request, reply) => {
    const consent = await openConsentOfPatient(parts, request);
    const values = fieldsIn(request, fieldNames);
    const outcome = await parts.consentService.endByPatient(endOf(consent, values, request));
    if (outcome.resultCode === 'OK')
      return reply.redirect(consentsAfter('ended', consent.pDLAssertion.assertionId), 303);
    const faults = faultsOf(outcome, fieldOfElement).map(spanBeside('endDateTime'));
    return show(parts, request, reply.status(statusOfRefusal(outcome)), { consent, values, faults });
  });
};

function endOf(
  { pDLAssertion: { assertionId } }: ExtendedAssertion,
  { endDateTime, representativeKind, representativeNumber }: EndValues,
  { portalSession }: FastifyRequest,
): EndByPatient {
  return {
    assertionId,
    patientId: patientOf(portalSession).identity,
    endDateTime: statedTime(endDateTime),
    representedById: representativeNumber
      ? writtenIdentity(representativeKind, representativeNumber)
      : undefined,
  };
}

interface Shown {
  readonly consent: ExtendedAssertion;
  readonly values: Partial<EndValues>;
  readonly faults: readonly FormFault[];
}

function show(
  parts: PageParts,
  request: FastifyRequest,
  reply: FastifyReply,
  { consent, values, faults }: Shown,
): FastifyReply {
  return parts.render(request, reply, 'end/end', {
    words: endWords[request.language],
    consent: consentView(consent, viewingOf(parts, request)),
    action: `/consents/${consent.pDLAssertion.assertionId}/end`,
    kinds: kindChoices(parts.config, frameWords[request.language]),
    values,
    faults,
  });
}
