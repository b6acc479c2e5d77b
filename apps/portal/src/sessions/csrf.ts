import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { PortalError } from '../portal-errors/portal-error';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** The token that a form carries; empty when it carries none. */
export function csrfTokenOf({ body }: FastifyRequest): string {
  const sent = (body as { readonly csrfToken?: unknown } | null | undefined)?.csrfToken;
  return typeof sent === 'string' ? sent : '';
}

/** Whether a form was made by a page of this session. */
export const carriesToken = (
  request: FastifyRequest,
  { csrfToken }: { readonly csrfToken: string },
): boolean => timingSafeEqual(digest(csrfTokenOf(request)), digest(csrfToken));

/** Demands that a form was made by a page of this session. @throws PortalError KJF-000161 */
export function demandCsrfToken(request: FastifyRequest, session: { readonly csrfToken: string }): void {
  if (!carriesToken(request, session)) throw new PortalError('KJF-000161');
}
