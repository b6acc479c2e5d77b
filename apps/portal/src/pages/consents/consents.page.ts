import type { FastifyRequest } from 'fastify';
import { sameHsaId } from '#consent';
import type { ExtendedPDLAssertionType } from '#contracts';
import type { Pages } from '../../page-parts';
import { consentTimeline, MOST_ROWS } from './timeline/consent-timeline';
import { consentListOfPatient, demandPatient, viewingOf } from '../views/consents-of-patient';
import { consentView, type ConsentStatus, type ConsentView, type Viewing } from '../views/consent-view';
import { heldSpansOf } from '../views/held-spans';
import { verdictOf } from './verdict';
import { consentsWords } from './consents.words';
import { doneIn } from './done';

/** The patient's consents: which hold, which will, and which have ended. */
export const consentsPages: Pages = (app, parts) => {
  app.get('/consents', { preHandler: demandPatient }, async (request, reply) => {
    const list = await consentListOfPatient(parts, request);
    const consents = list.consents.toReversed();
    const words = consentsWords[request.language];
    const held = await heldSpansOf(parts.stores.store, consents);
    const viewing = { ...viewingOf(parts, request), held };
    return parts.render(request, reply, 'consents/consents', {
      words,
      lead: words.lead(request.portalSession.workplace.organisationName),
      done: doneIn(request, consents, viewing),
      part: list.isPart ? words.part(consents.length) : null,
      groups: groupsOf(consents, viewing, request),
      verdict: verdictOf(consents, viewing, words),
      picture: pictureOf(consents, viewing, request),
    });
  });
};

interface ListedConsent extends ConsentView {
  readonly links: readonly { readonly href: string; readonly text: string }[];
}

function groupsOf(consents: readonly ExtendedPDLAssertionType[], viewing: Viewing, request: FastifyRequest) {
  const words = consentsWords[request.language];
  const views = consents.map((consent) => consentView(consent, viewing));
  const listed = views.map((view): ListedConsent => ({ ...view, links: linksOf(view, request) }));
  const those = (...statuses: ConsentStatus[]) => listed.filter(({ status }) => statuses.includes(status));
  const { unit } = viewing.workplace;
  const ofOwnUnit = ({ unitId }: ListedConsent) => !unit || sameHsaId(unitId, unit.careUnitId);
  const own = (all: ListedConsent[]) => folded(all, ofOwnUnit, words.otherUnits);
  return [
    { name: 'valid', none: words.noneValid, ...own(those('valid')) },
    { name: 'coming', none: words.noneComing, ...own(those('coming')) },
    {
      ...{ name: 'ended', none: words.noneEnded },
      ...folded(those('expired', 'cancelled', 'deleted'), () => false, words.endedOnes),
    },
  ];
}

/** What is shown at once, and the rest, which a press shows: a patient may have hundreds. */
function folded(
  consents: readonly ListedConsent[],
  isShown: (consent: ListedConsent) => boolean,
  foldedText: string,
) {
  const shown = consents.filter(isShown);
  return { consents, shown, folded: consents.filter((consent) => !shown.includes(consent)), foldedText };
}

function linksOf({ id, status }: ConsentView, { portalSession, language }: FastifyRequest) {
  const words = consentsWords[language];
  const address = `/consents/${id}`;
  const looking = [
    { href: address, text: words.history },
    { href: `${address}/print`, text: words.print },
  ];
  if (!portalSession.workplace.unit || status === 'cancelled' || status === 'deleted') return looking;
  const end = status === 'expired' ? [] : [{ href: `${address}/end`, text: words.end }];
  return [
    ...looking,
    ...end,
    { href: `${address}/cancel`, text: words.cancel },
    { href: `${address}/delete`, text: words.remove },
  ];
}

function pictureOf(consents: readonly ExtendedPDLAssertionType[], viewing: Viewing, request: FastifyRequest) {
  const words = consentsWords[request.language];
  if (consents.length === 0) return null;
  const latest = consents.slice(0, MOST_ROWS);
  const shown = { consents: latest, words, viewing };
  return {
    wide: consentTimeline({ ...shown, screen: 'wide' }),
    narrow: consentTimeline({ ...shown, screen: 'narrow' }),
    note: latest.length < consents.length ? words.latest(latest.length, consents.length) : null,
  };
}
