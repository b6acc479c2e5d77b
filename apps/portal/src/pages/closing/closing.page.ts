import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ActionType, ExtendedPDLAssertionType } from '#contracts';
import type { Outcome } from '../../consent-service';
import type { PageParts, Pages } from '../../page-parts';
import { consentsAfter, type Deed } from '../consents/done';
import { actionBy } from '../forms/action';
import { faultsOf, statusOfRefusal, type FormFault } from '../forms/faults';
import { fieldsIn, given, type Values } from '../forms/form-fields';
import { reasonFaults } from '../forms/reason';
import { reasonWords } from '../forms/reason.words';
import { refusalWords } from '../forms/refusal.words';
import { consentView } from '../views/consent-view';
import { demandPatient, demandUnit, openConsentOfPatient, namedViewing } from '../views/consents-of-patient';
import { closingWords } from './closing.words';

/** One of the two ways to end a consent for good. */
interface Closing {
  readonly name: 'cancel' | 'delete';
  readonly other: 'cancel' | 'delete';
  readonly deed: Deed;
  readonly run: (parts: PageParts, assertionId: string, action: ActionType) => Promise<Outcome>;
}

const closings: readonly Closing[] = [
  {
    name: 'cancel',
    other: 'delete',
    deed: 'cancelled',
    run: ({ consentService }, assertionId, action) => consentService.cancel(assertionId, action),
  },
  {
    name: 'delete',
    other: 'cancel',
    deed: 'deleted',
    run: ({ consentService }, assertionId, action) => consentService.delete(assertionId, action),
  },
];

/** To cancel a consent is something else than to delete it, so each page says what it means before it is done. */
export const closingPages: Pages = (app, parts) => {
  const preHandler = [demandPatient, demandUnit];
  const config = { typedIn: (request: FastifyRequest) => fieldsIn(request, typedFields) };
  for (const closing of closings) {
    const address = `/consents/:assertionId/${closing.name}`;
    app.get(address, { preHandler, config }, async (request, reply) => {
      const consent = await openConsentOfPatient(parts, request);
      const kept = await parts.keptForms.take(request, reply);
      const shown = { consent, values: kept ?? {}, faults: [], isKept: kept !== null };
      return show(parts, { request, reply }, closing, shown);
    });
    app.post(address, { preHandler, config }, async (request, reply) =>
      close(parts, { request, reply }, closing),
    );
  }
};

const typedFields = ['reasonText'] as const;

const fieldOfElement = {
  'cancellationAction.reasonText': 'reasonText',
  'deletionAction.reasonText': 'reasonText',
};

interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

async function close(
  parts: PageParts,
  { request, reply }: Exchange,
  closing: Closing,
): Promise<FastifyReply> {
  const consent = await openConsentOfPatient(parts, request);
  const values = fieldsIn(request, typedFields);
  if (request.isForLanguage) return show(parts, { request, reply }, closing, { consent, values, faults: [] });
  const ownFaults = reasonFaults(values.reasonText, reasonWords[request.language]);
  if (ownFaults.length > 0) {
    return show(parts, { request, reply: reply.status(400) }, closing, {
      consent,
      values,
      faults: ownFaults,
    });
  }
  const action = actionBy(request.portalSession, parts.clock(), given(values.reasonText));
  const { assertionId } = consent.pDLAssertion;
  const outcome = await closing.run(parts, assertionId, action);
  if (outcome.resultCode === 'OK') return reply.redirect(consentsAfter(closing.deed, assertionId), 303);
  const faults = faultsOf(outcome, fieldOfElement, refusalWords[request.language]);
  const refused = reply.status(statusOfRefusal(outcome));
  return show(parts, { request, reply: refused }, closing, { consent, values, faults });
}

interface Shown {
  readonly consent: ExtendedPDLAssertionType;
  readonly values: Values;
  readonly faults: readonly FormFault[];
  /** Whether it was kept for this sign-in. */
  readonly isKept?: boolean;
}

async function show(
  parts: PageParts,
  { request, reply }: Exchange,
  { name, other }: Closing,
  { consent, values, faults, isKept }: Shown,
): Promise<FastifyReply> {
  const words = closingWords[request.language];
  const address = `/consents/${consent.pDLAssertion.assertionId}`;
  return parts.render(request, reply, 'closing/closing', {
    words,
    consent: consentView(consent, await namedViewing(parts, request, [consent])),
    title: words[`${name}Title`],
    meaning: words[`${name}Meaning`],
    consequence: words[`${name}Consequence`],
    instead: words[`${name}Instead`],
    submit: words[`${name}Submit`],
    reasonHint: words[`${name}ReasonHint`],
    action: `${address}/${name}`,
    otherAction: `${address}/${other}`,
    ...{ hasTypedForm: true, values, faults, isKept },
  });
}
