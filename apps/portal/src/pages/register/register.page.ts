import type { FastifyReply, FastifyRequest } from 'fastify';
import { newId } from '#platform';
import type { AccessBasis } from '#sign-on';
import type { PageParts, Pages } from '../../page-parts';
import { consentsAfter } from '../consents/done';
import { faultsOf, spanBeside, statusOfRefusal, type FormFault } from '../forms/faults';
import { fieldsIn } from '../forms/form-fields';
import { frameWords } from '../frame/frame.words';
import { demandPatient, demandUnit } from '../views/consents-of-patient';
import { kindChoices } from '../../words/identities';
import { isAlreadyRegistered } from './already-registered';
import { choiceFaults } from './choice-faults';
import { fieldNames, fieldOfElement, registrationOf, type RegisterValues } from './registration-of';
import { registerWords } from './register.words';

/**
 * A consent is registered by a form that has its id from the server: sent twice, it registers one consent, and says so both times.
 */
export const registerPages: Pages = (app, parts) => {
  const preHandler = [demandPatient, demandUnit];
  app.get('/consents/register', { preHandler }, async (request, reply) =>
    show(parts, request, reply, { values: emptyForm(request), faults: [] }),
  );
  app.post('/consents/register', { preHandler }, async (request, reply) => {
    const values = fieldsIn(request, fieldNames);
    const faults = choiceFaults(values, registerWords[request.language]);
    if (faults.length > 0) return show(parts, request, reply.status(400), { values, faults });
    return register(parts, request, reply, values);
  });
};

async function register(
  parts: PageParts,
  request: FastifyRequest,
  reply: FastifyReply,
  values: RegisterValues,
): Promise<FastifyReply> {
  const registration = registrationOf(values, request.portalSession, parts.clock());
  const outcome = await parts.consentService.register(registration);
  const done = () => reply.redirect(consentsAfter('registered', registration.assertionId), 303);
  if (outcome.resultCode === 'OK') return done();
  if (outcome.resultCode === 'ALREADYEXISTS') {
    if (await isAlreadyRegistered(parts, request, registration)) return done();
    return showUsed(parts, request, reply, values);
  }
  const faults = faultsOf(outcome, fieldOfElement).map(spanBeside('endDate')).map(withAnchor);
  return show(parts, request, reply.status(statusOfRefusal(outcome)), { values, faults });
}

/** A form that has been changed after it had registered a consent is another one. */
function showUsed(
  parts: PageParts,
  request: FastifyRequest,
  reply: FastifyReply,
  values: RegisterValues,
): FastifyReply {
  const message = registerWords[request.language].usedForm;
  const faults = [{ field: null, message, isContracts: false }];
  return show(parts, request, reply.status(409), { values: { ...values, assertionId: newId() }, faults });
}

interface Shown {
  readonly values: Partial<RegisterValues>;
  readonly faults: readonly FormFault[];
}

function show(
  { config, render }: PageParts,
  request: FastifyRequest,
  reply: FastifyReply,
  { values, faults }: Shown,
): FastifyReply {
  const { language, portalSession } = request;
  const kinds = kindChoices(config, frameWords[language]);
  const words = registerWords[language];
  const whomUnit = words.whomUnit(portalSession.workplace.unit!.careUnitName);
  return render(request, reply, 'register/register', { words, kinds, whomUnit, values, faults });
}

/** What the records system says of the access that it opened the patient for is a good guess; there is no other. */
const typeOfBasis: Readonly<Record<AccessBasis, string>> = {
  HPMOTTATTSAMTYKKE: 'Consent',
  HPAKUTT: 'Emergency',
  HPUNNTAK: '',
};

function emptyForm({ portalSession: { patient } }: FastifyRequest): Partial<RegisterValues> {
  const assertionType = patient?.basis ? typeOfBasis[patient.basis] : '';
  return { assertionId: newId(), assertionType, whom: 'unit' };
}

/** Where a group of choices is at fault, the summary leads to the first of them. */
const withAnchor = (fault: FormFault): FormFault =>
  fault.field === 'assertionType' ? { ...fault, anchor: 'type-consent' } : fault;
