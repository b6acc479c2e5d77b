import type { FastifyRequest } from 'fastify';
import type { ExtendedPDLAssertionType } from '#contracts';
import type { PageParts, Pages } from '../../page-parts';
import { consentTimeline, MOST_ROWS } from './timeline/consent-timeline';
import { consentListOfPatient, demandPatient, namedViewing, viewingOf } from '../views/consents-of-patient';
import { consentView, unitText, type ConsentView, type Viewing } from '../views/consent-view';
import { heldSpansOf } from '../views/held-spans';
import { verdictOf } from './verdict';
import { consentsWords } from './consents.words';
import { doneIn } from './done';
import { filterIn, filtered, groupNames, unitsOf, type ListFilter } from './list-filter';
import { listingWords } from './listing.words';
import { groupsOf, pageOf, type FilteredPage, type Group } from './listing';

/** From so many on, a filter is offered. */
const MANY = 10;

type Consents = readonly ExtendedPDLAssertionType[];

/** The patient's consents: which hold, which will, and which have ended. */
export const consentsPages: Pages = (app, parts) => {
  app.get('/consents', { preHandler: demandPatient, config: { isTypedIn: true } }, async (request, reply) => {
    const list = await consentListOfPatient(parts, request);
    const consents = list.consents.toReversed();
    const shown = selected(consents, filterIn(request.query, consents), viewingOf(parts, request));
    const viewing = await viewingOfThese(parts, request, consents, shown);
    const words = wordsFor(request);
    return parts.render(request, reply, 'consents/consents', {
      words,
      lead: words.lead(request.portalSession.workplace.organisationName),
      done: doneIn(request, consents, viewing),
      part: list.isPart ? words.part(consents.length) : null,
      verdict: verdictOf(consents, viewing, words),
      ...listFacts(consents, shown, viewing, request),
      picture: pictureOf(shown.pictured, viewing, request),
    });
  });
};

type Words = ReturnType<typeof wordsFor>;

const wordsFor = ({ language }: FastifyRequest) => ({
  ...consentsWords[language],
  ...listingWords[language],
});

/** What the page has room for. */
interface Shown {
  readonly filter: ListFilter | null;
  readonly groups: readonly Group[];
  readonly page: FilteredPage | null;
  readonly pictured: Consents;
}

const selected = (consents: Consents, filter: ListFilter | null, viewing: Viewing): Shown =>
  filter
    ? {
        ...{ filter, groups: [], page: pageOf(consents, filter, viewing) },
        pictured: filtered(consents, filter, viewing),
      }
    : { filter, groups: groupsOf(consents, viewing), page: null, pictured: consents };

const listFacts = (
  consents: Consents,
  { filter, groups, page }: Shown,
  viewing: Viewing,
  request: FastifyRequest,
) => ({
  groups: groups.map((group) => shownGroup(group, viewing, request)),
  found: page && shownPage(page, viewing, request),
  ...formFacts(
    consents.length > MANY || filter ? filterForm(filter, consents, viewing, wordsFor(request)) : null,
  ),
});

const formFacts = (filter: ReturnType<typeof filterForm> | null) => ({
  filter,
  hasTypedForm: filter !== null,
});

/** What was held is looked up for those that the page shows, and for no others. */
async function viewingOfThese(
  parts: PageParts,
  request: FastifyRequest,
  all: Consents,
  { groups, page, pictured }: Shown,
): Promise<Viewing> {
  const inLists = page?.consents ?? groups.flatMap(({ shown, folded }) => [...shown, ...folded]);
  const seen = new Set([...inLists, ...pictured.slice(0, MOST_ROWS)]);
  const units = unitsOf(all);
  const viewing = await namedViewing(parts, request, [...seen], units);
  return { ...viewing, held: await heldSpansOf(parts.stores.store, [...seen]) };
}

interface ListedConsent extends ConsentView {
  readonly links: readonly { readonly href: string; readonly text: string }[];
}

const listed = (consents: Consents, viewing: Viewing, request: FastifyRequest): ListedConsent[] =>
  consents
    .map((consent) => consentView(consent, viewing))
    .map((view) => ({ ...view, links: linksOf(view, request) }));

function shownGroup(group: Group, viewing: Viewing, request: FastifyRequest) {
  const words = wordsFor(request);
  const { name, count, shown, folded, more } = group;
  return {
    ...{ name, count, more, moreText: words.more(count), none: words[noneOf[name]] },
    shown: listed(shown, viewing, request),
    folded: listed(folded, viewing, request),
    foldedText: name === 'ended' ? words.endedOnes : words.otherUnits,
  };
}

const noneOf = { valid: 'noneValid', coming: 'noneComing', ended: 'noneEnded' } as const;

function shownPage(page: FilteredPage, viewing: Viewing, request: FastifyRequest) {
  const words = wordsFor(request);
  const { consents, count, first, previous, next } = page;
  return {
    ...{ count, previous, next },
    range: words.range(first, first + consents.length - 1, count),
    consents: listed(consents, viewing, request),
  };
}

function filterForm(filter: ListFilter | null, consents: Consents, viewing: Viewing, words: Words) {
  const units = unitsOf(consents).map((value) => ({ value, text: unitText(value, viewing) }));
  return {
    isOn: filter !== null,
    values: { unit: filter?.unit ?? '', group: filter?.group ?? 'all' },
    units: [
      { value: '', text: words.allUnits },
      ...units.sort((one, other) => one.text.localeCompare(other.text, viewing.words.locale)),
    ],
    groups: [
      { value: 'all', text: words.allGroups },
      ...groupNames.map((value) => ({ value, text: words[value] })),
    ],
  };
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

function pictureOf(consents: Consents, viewing: Viewing, request: FastifyRequest) {
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
