import { asShown, consentHistory, type ConsentHistory, numberText } from '#audit';
import { isUuid, sameHsaId } from '#consent';
import type { FastifyRequest } from 'fastify';
import type { PageParts, Pages } from '../../page-parts';
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
    const history = await historyAt(parts, request);
    if (!history) return reply.callNotFound();
    const { registered, entries } = history;
    const words = historyWords[request.language];
    const { careUnitId, employeeId, patient, assertionId } = registered;
    const subject = { patient, careUnitId, assertionId };
    await parts.looks.note(request, { contract: 'PortalConsentHistory', shown: entries.length, ...subject });
    const others = [careUnitId, employeeId].filter((id) => id !== undefined);
    const viewing = await namedViewing(parts, request, [], [...others, ...actorsIn(entries)]);
    return parts.render(request, reply, 'audited-consent/audited-consent', {
      words: { ...words, ...auditedConsentWords[request.language] },
      unit: coded(unitText(careUnitId, viewing), careUnitId),
      who: employeeId === undefined ? { text: viewing.words.wholeUnit } : whoCell(employeeId, viewing),
      patient: numberText(asShown(patient, 'masked')),
      id: assertionId,
      events: entries.map((entry) => eventView(entry, { ...viewing, history: words, identities: 'masked' })),
    });
  });
};

/** `null` when there is no such consent at the care provider that the auditor works for. */
async function historyAt(
  { stores }: PageParts,
  { params, portalSession: { workplace } }: FastifyRequest,
): Promise<ConsentHistory | null> {
  const { assertionId } = params as { assertionId: string };
  const history = isUuid(assertionId) ? await consentHistory(stores.store, assertionId) : null;
  return history && sameHsaId(history.registered.careProviderId, workplace.careProviderId) ? history : null;
}

const whoCell = (employeeId: string, viewing: Viewing): Cell =>
  coded(whoText(employeeId, viewing), employeeId);

const coded = (text: string, hsaId: string): Cell => (text === hsaId ? { text } : { text, code: hsaId });
