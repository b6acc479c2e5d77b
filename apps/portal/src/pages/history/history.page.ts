import { consentHistory } from '#audit';
import type { Pages } from '../../page-parts';
import { PortalError } from '../../portal-errors/portal-error';
import { consentView } from '../views/consent-view';
import { consentOfPatient, demandPatient, namedViewing } from '../views/consents-of-patient';
import { heldSpansOf } from '../views/held-spans';
import { actorsIn, eventView } from './event-view';
import { historyWords } from './history.words';

/** Everything that has happened to one of the open patient's consents, from the ledger itself. */
export const historyPages: Pages = (app, parts) => {
  app.get('/consents/:assertionId', { preHandler: demandPatient }, async (request, reply) => {
    const { language, portalSession } = request;
    const consent = await consentOfPatient(parts, request);
    const { assertionId } = consent.pDLAssertion;
    const history = await consentHistory(parts.stores.store, assertionId);
    if (!history) throw new PortalError('KJF-000151');
    const words = historyWords[language];
    const viewing = await namedViewing(parts, request, [consent], actorsIn(history.entries));
    return parts.render(request, reply, 'history/history', {
      words,
      consent: consentView(consent, { ...viewing, held: await heldSpansOf(parts.stores.store, [consent]) }),
      careProvider: portalSession.workplace.organisationName,
      events: history.entries.map((entry) =>
        eventView(entry, { ...viewing, history: words, identities: 'shown' }),
      ),
      printAddress: `/consents/${assertionId}/print`,
    });
  });
};
