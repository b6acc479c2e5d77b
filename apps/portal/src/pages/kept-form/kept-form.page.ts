import { numberText } from '#audit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { KEPT_FORM } from '../../addresses';
import type { PageParts, Pages } from '../../page-parts';
import type { Found } from '../../sessions/kept-forms';
import { keptFormWords } from './kept-form.words';

type Kept = Extract<Found, { readonly ended: object }>;

/**
 * A person who has sent a form too late comes here after signing in again, and goes on to that form. Where another patient is open, or
 * the person works elsewhere now, nothing is opened or changed by itself.
 */
export const keptFormPages: Pages = (app, parts) => {
  app.get(KEPT_FORM, async (request, reply) => {
    const found = await parts.keptForms.find(request, reply);
    if (found.is === 'nothing' || found.is === 'of-another-person') return reply.redirect('/', 303);
    if (found.is === 'here') return openForm(parts, request, reply, found);
    return explain(parts, request, reply, found);
  });
  app.post(KEPT_FORM, async (request, reply) => {
    const found = await parts.keptForms.find(request, reply);
    if (found.is === 'of-another-patient') return openForm(parts, request, reply, found);
    return reply.redirect(KEPT_FORM, 303);
  });
};

/** The form, for the patient whom it is about. @throws StoreUnavailable */
async function openForm(
  parts: PageParts,
  request: FastifyRequest,
  reply: FastifyReply,
  { is, ended: { patient }, form }: Kept,
): Promise<FastifyReply> {
  const isOpen = form.isOfNoPatient || (is === 'here' && request.portalSession.patient !== null);
  if (patient && !isOpen) await parts.openPatient(request, patient.identity);
  return reply.redirect(form.address, 303);
}

function explain(
  { render, config }: PageParts,
  request: FastifyRequest,
  reply: FastifyReply,
  found: Kept | { readonly is: 'expired' },
): FastifyReply {
  const words = keptFormWords[request.language];
  if (found.is === 'expired') {
    const text = words.expired(String(Math.ceil(config.FORM_KEPT_S / 60)));
    return render(request, reply, 'kept-form/kept-form', { words, text, open: null });
  }
  if (found.is === 'of-another-workplace') {
    const { organisationName, unit } = found.ended.workplace;
    const text = words.workplace(unit?.careUnitName ?? organisationName);
    return render(request, reply, 'kept-form/kept-form', { words, text, open: null });
  }
  const number = numberText(found.ended.patient!.identity);
  const facts = { words, text: words.patient(number), open: words.openPatient(number) };
  return render(request, reply, 'kept-form/kept-form', facts);
}
