import type { FastifyReply, FastifyRequest } from 'fastify';
import { createIdentityRegistry, type IdentityCheck, type IdentityRegistry } from '#consent';
import { identityKindsOf } from '#consent-ledger';
import type { PageParts, Pages } from '../../page-parts';
import { ownFault, type FormFault } from '../forms/faults';
import { fieldsIn, type Values } from '../forms/form-fields';
import { frameWords } from '../frame/frame.words';
import { kindChoices, writtenIdentity } from '../../words/identities';
import { startWords } from './start.words';

/** A patient is searched for by an identity, which is in the body of a form and in no address. */
export const startPages: Pages = (app, parts) => {
  const registry = createIdentityRegistry(identityKindsOf(parts.config));
  app.get('/start', async (request, reply) => show(parts, request, reply));
  app.post('/start', async (request, reply) => {
    const values = fieldsIn(request, ['kind', 'number']);
    const identity = writtenIdentity(values.kind, values.number, parts.clock());
    const fault = faultOf(registry, identity, request);
    if (fault) return show(parts, request, reply.status(400), { values, faults: [fault] });
    await parts.openPatient(request, identity);
    return reply.redirect('/consents', 303);
  });
};

interface Shown {
  readonly values: Values;
  readonly faults: readonly FormFault[];
}

function show(
  { render, config }: PageParts,
  request: FastifyRequest,
  reply: FastifyReply,
  { values, faults }: Shown = { values: {}, faults: [] },
): FastifyReply {
  const kinds = kindChoices(config, frameWords[request.language]);
  return render(request, reply, 'start/start', {
    words: startWords[request.language],
    kinds,
    values,
    faults,
  });
}

function faultOf(
  registry: IdentityRegistry,
  { root, extension }: { readonly root: string; readonly extension: string },
  { language }: FastifyRequest,
): FormFault | null {
  const words = startWords[language];
  if (extension === '') return ownFault('number', words.faultEmpty);
  const sentences: Readonly<Record<IdentityCheck, string | null>> = {
    ok: null,
    'unknown-root': words.fault,
    malformed: words.fault,
    'other-kind': words.faultOtherKind,
  };
  const sentence = sentences[registry.check(root, extension)];
  return sentence === null ? null : ownFault('number', sentence);
}
