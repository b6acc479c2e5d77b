import { asShown, consentHistory, type ConsentHistory } from '#audit';
import { isUuid, sameHsaId } from '#consent';
import type { FastifyRequest } from 'fastify';
import type { PageParts, Pages } from '../../page-parts';
import { PortalError } from '../../portal-errors/portal-error';
import { numberText } from '../../words/identities';
import { actorsIn, eventView } from '../history/event-view';
import { historyWords } from '../history/history.words';
import { whoText, unitText, type Viewing } from '../views/consent-view';
import { namedViewing } from '../views/consents-of-patient';
import { demandAuditor } from '../views/demand-auditor';
import type { Cell } from '../views/decision-row';
import { auditedConsentWords } from './audited-consent.words';

/** Everything that has happened to a consent that a decision names, for the auditor of its care provider. */
export const auditedConsentPages: Pages = (app, parts) => {
  app.get('/audit/consents/:assertionId', { preHandler: demandAuditor }, async (request, reply) => {
    const { registered, entries } = await historyAt(parts, request);
    const words = historyWords[request.language];
    const { careUnitId, employeeId, patient } = registered;
    const others = [careUnitId, employeeId].filter((id) => id !== undefined);
    const viewing = await namedViewing(parts, request, [], [...others, ...actorsIn(entries)]);
    return parts.render(request, reply, 'audited-consent/audited-consent', {
      words: { ...words, ...auditedConsentWords[request.language] },
      unit: coded(unitText(careUnitId, viewing), careUnitId),
      who: employeeId === undefined ? { text: viewing.words.wholeUnit } : whoCell(employeeId, viewing),
      patient: numberText(asShown(patient, 'masked')),
      id: registered.assertionId,
      events: entries.map((entry) => eventView(entry, { ...viewing, history: words, identities: 'masked' })),
    });
  });
};

/** @throws PortalError KJF-000154 when there is no such consent at the care provider that the auditor works for */
async function historyAt(
  { stores }: PageParts,
  { params, portalSession: { workplace } }: FastifyRequest,
): Promise<ConsentHistory> {
  const { assertionId } = params as { assertionId: string };
  const history = isUuid(assertionId) ? await consentHistory(stores.store, assertionId) : null;
  if (!history || !sameHsaId(history.registered.careProviderId, workplace.careProviderId))
    throw new PortalError('KJF-000154');
  return history;
}

const whoCell = (employeeId: string, viewing: Viewing): Cell =>
  coded(whoText(employeeId, viewing), employeeId);

const coded = (text: string, hsaId: string): Cell => (text === hsaId ? { text } : { text, code: hsaId });
