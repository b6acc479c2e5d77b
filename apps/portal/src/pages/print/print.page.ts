import type { ActionMessage, ExtendedAssertion } from '../../consent-service';
import type { Pages } from '../../page-parts';
import { frameWords, type FrameWords } from '../frame/frame.words';
import { consentView, type ConsentView } from '../views/consent-view';
import { consentOfPatient, demandPatient, viewingOf } from '../views/consents-of-patient';
import { identityText } from '../../words/identities';
import { statedText, timeText } from '../views/times';
import { printWords } from './print.words';

type Words = (typeof printWords)['sv'];

interface Line {
  readonly name: string;
  readonly text: string;
  readonly isCode?: boolean;
}

/** One consent on a sheet of paper. */
export const printPages: Pages = (app, parts) => {
  app.get('/consents/:assertionId/print', { preHandler: demandPatient }, async (request, reply) => {
    const { language, portalSession } = request;
    const consent = await consentOfPatient(parts, request);
    const words = printWords[language];
    const view = consentView(consent, viewingOf(parts, request));
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
        { name: words.unit, text: view.unit },
        { name: words.who, text: view.who },
        { name: words.span, text: view.span },
        { name: words.status, text: frameWords[language][`status_${view.status}`] },
        ...deeds(consent, view, words, frameWords[language]),
      ],
    });
  });
};

/** A sheet outlives what it is about: one of a consent that has ended must not say that it gives access. */
function meaningOf({ isEmergency, status }: ConsentView, words: Words): string {
  if (isEmergency) return words.emergencyMeaning;
  return status === 'valid' || status === 'coming' ? words.meaning : words.endedMeaning;
}

/** Who has done what to it. */
function deeds(consent: ExtendedAssertion, view: ConsentView, words: Words, frame: FrameWords): Line[] {
  const { registrationInfo, cancellationInfo, deletionInfo } = consent;
  return [
    ...(view.representedBy === undefined ? [] : [{ name: words.representedBy, text: view.representedBy }]),
    ...deed(words, frame, words.registered, registrationInfo),
    ...deed(words, frame, words.cancelled, cancellationInfo),
    ...deed(words, frame, words.deleted, deletionInfo),
    { name: words.id, text: view.id, isCode: true },
  ];
}

function deed(words: Words, frame: FrameWords, name: string, action: ActionMessage | undefined): Line[] {
  if (!action) return [];
  const { registrationDate, registeredBy, reasonText } = action;
  const reason = reasonText === undefined ? [] : [{ name: words.reason, text: reasonText }];
  return [
    { name, text: `${statedText(registrationDate, frame)} ${words.by} ${registeredBy.employeeId}` },
    ...reason,
  ];
}
