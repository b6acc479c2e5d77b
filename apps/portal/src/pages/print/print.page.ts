import { consentHistory } from '#audit';
import type { Pages } from '../../page-parts';
import { PortalError } from '../../portal-errors/portal-error';
import { actorsIn } from '../history/event-view';
import { frameWords } from '../frame/frame.words';
import { consentView, type ConsentView } from '../views/consent-view';
import { consentOfPatient, demandPatient, namedViewing } from '../views/consents-of-patient';
import { identityText } from '../../words/identities';
import { timeText } from '../views/times';
import { heldSpansOf } from '../views/held-spans';
import { deedsIn } from './deeds';
import { printWords } from './print.words';

type Words = (typeof printWords)['sv'];

/** One consent on a sheet of paper. */
export const printPages: Pages = (app, parts) => {
  app.get('/consents/:assertionId/print', { preHandler: demandPatient }, async (request, reply) => {
    const { language, portalSession } = request;
    const consent = await consentOfPatient(parts, request);
    const words = printWords[language];
    const { store } = parts.stores;
    const history = await consentHistory(store, consent.pDLAssertion.assertionId);
    if (!history) throw new PortalError('KJF-000151');
    const held = await heldSpansOf(store, [consent]);
    const named = await namedViewing(parts, request, [consent], actorsIn(history.entries));
    const viewing = { ...named, held, isPaper: true };
    const view = consentView(consent, viewing);
    const patient = identityText(consent.pDLAssertion.patientId, frameWords[language]);
    return parts.render(request, reply, 'print/print', {
      words,
      title: view.isEmergency ? words.emergencyTitle : words.title,
      meaning: meaningOf(view, words),
      back: `/consents/${view.id}`,
      printedAt: timeText(parts.clock()),
      lines: [
        { name: words.patient, text: patient },
        { name: words.careProvider, text: portalSession.workplace.organisationName },
        { name: words.unit, text: view.unit, code: view.unitCode },
        { name: words.who, text: view.who, code: view.whoCode },
        { name: words.span, text: view.span },
        { name: words.status, text: frameWords[language][`status_${view.status}`] },
        ...(view.representedBy === undefined
          ? []
          : [{ name: words.representedBy, text: view.representedBy }]),
        ...deedsIn(history.entries, viewing, words),
        { name: words.id, text: view.id, isCode: true },
      ],
    });
  });
};

/** A sheet outlives what it is about: one of a consent that has ended must not say that it gives access. */
function meaningOf({ isEmergency, status }: ConsentView, words: Words): string {
  if (isEmergency) return words.emergencyMeaning;
  return status === 'valid' || status === 'coming' ? words.meaning : words.endedMeaning;
}
