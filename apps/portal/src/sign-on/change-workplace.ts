import type { FastifyInstance } from 'fastify';
import { newSecret } from '#sign-on';
import { PortalError } from '../portal-errors/portal-error';
import { wayCookie, type SignOnParts } from './sign-on-parts';

/**
 * `POST /workplace/change`, for who is signed on: where the person may work is asked of the registers again, and the person picks. The
 * patient who is open is closed once that is done, because another care provider may have other consents.
 */
export function openWorkplaceChange(scope: FastifyInstance, parts: SignOnParts): void {
  const { signOn, choosing, clock } = parts;
  scope.post('/workplace/change', async (request, reply) => {
    const { person, workplace, signedOnAt } = request.portalSession;
    const letIn = await signOn.authorise({ person }, clock());
    if (letIn.outcome === 'refused') throw new PortalError(letIn.code, letIn);
    const begun = { person, letIn, workplace, signedOnAt, csrfToken: newSecret(), begunAt: clock() };
    wayCookie('choosing', request, reply).set(await choosing.add(begun));
    return reply.redirect('/workplace', 303);
  });
}
