import type { FastifyRequest } from 'fastify';
import { PortalError } from '../../portal-errors/portal-error';

/** What others have asked and been answered is for auditors. @throws PortalError KJF-000166 */
export async function demandAuditor({ isAuditor }: FastifyRequest): Promise<void> {
  if (!isAuditor) throw new PortalError('KJF-000166');
}
