import type { FastifyReply, FastifyRequest } from 'fastify';
import { type IdentityKind, hasOnlyWrongDigits, kindsToChoose, readIdentity } from '#consent';
import { identityKindsOf } from '#consent-ledger';
import type { PageParts, Pages } from '../../page-parts';
import { ownFault, type FormFault } from '../forms/faults';
import { fieldsIn, type Values } from '../forms/form-fields';
import { frameWords } from '../frame/frame.words';
import { kindChoices } from '../../words/identities';
import { startWords } from './start.words';
import { testPatientsIn } from './test-patients';

/** A patient is searched for by an identity, which is in the body of a form and in no address. */
export const startPages: Pages = (app, parts) => {
  const kinds = identityKindsOf(parts.config);
  app.get('/start', async (request, reply) => show(parts, request, reply));
  app.post('/start', { config: { isTypedIn: true } }, async (request, reply) => {
    const values = fieldsIn(request, ['kind', 'number']);
    if (request.isForLanguage) {
      // The page is no answer to a form then, and can be loaded again without a question.
      if (values.number === '') return reply.redirect('/start', 303);
      const toChoose = kindsToChoose(values.number, kinds, parts.clock());
      return show(parts, request, reply, { values, faults: [], kinds: toChoose });
    }
    const read = readIdentity(values, kinds, parts.clock());
    if (!read.identity) {
      const faults = [faultOf(values.number, read.fits, request)];
      return show(parts, request, reply.status(400), { values, faults, kinds: read.fits });
    }
    await parts.openPatient(request, read.identity);
    return reply.redirect('/consents', 303);
  });
};

interface Shown {
  readonly values: Values;
  readonly faults: readonly FormFault[];
  /** Those that a number fits, where it fits several. */
  readonly kinds: readonly IdentityKind[];
}

function show(
  { render, isForDevelopment }: PageParts,
  request: FastifyRequest,
  reply: FastifyReply,
  { values, faults, kinds }: Shown = { values: {}, faults: [], kinds: [] },
): FastifyReply {
  return render(request, reply, 'start/start', {
    words: startWords[request.language],
    kinds: kindChoices(kinds, frameWords[request.language]),
    ...{ values, faults, hasTypedForm: true },
    testPatients: isForDevelopment ? testPatientsIn(frameWords[request.language]) : [],
  });
}

function faultOf(number: string, fits: readonly IdentityKind[], { language }: FastifyRequest): FormFault {
  const words = startWords[language];
  if (number === '') return ownFault('number', words.faultEmpty);
  if (fits.length > 0) return ownFault('kind', words.faultKind);
  return ownFault('number', hasOnlyWrongDigits(number) ? words.faultDigits : words.fault);
}
