import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { PortalError } from '../portal-errors/portal-error';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Demands that a form was made by a page of this session. @throws PortalError KJF-000161 */
export function demandCsrfToken(
  { body }: FastifyRequest,
  { csrfToken }: { readonly csrfToken: string },
): void {
  const sent = (body as { readonly csrfToken?: unknown } | null | undefined)?.csrfToken;
  const isOurs = typeof sent === 'string' && timingSafeEqual(digest(sent), digest(csrfToken));
  if (!isOurs) throw new PortalError('KJF-000161');
}
