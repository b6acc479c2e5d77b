import { kindsToChoose } from '#consent';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { identityKindsOf } from '#consent-ledger';
import type { PageParts } from '../../page-parts';
import type { FormFault } from '../forms/faults';
import { momentWords } from '../forms/moment/moment.words';
import { frameWords } from '../frame/frame.words';
import { kindChoices } from '../../words/identities';
import { columnsOf } from '../views/decision-words';
import { decisionsWords } from './decisions.words';
import type { Search } from './search';
import { shownFieldsOf, type ShownPage } from './shown-fields';

/** The page of a search, and what it found. */
export interface ShownSearch {
  readonly values: Search;
  readonly faults: readonly FormFault[];
  readonly found?: FoundDecisions;
}

export interface FoundDecisions extends ShownPage {
  readonly rows: readonly object[];
  /** What is said where there are no rows. */
  readonly none: string;
  readonly totals: string;
  /** What leads to what is older; `null`: nothing is. */
  readonly more: string | null;
}

/** Without `found`, nothing was searched: the search has faults, or is only shown in another language. */
export function showSearch(
  { render, config, clock }: PageParts,
  request: FastifyRequest,
  reply: FastifyReply,
  { values, faults, found }: ShownSearch,
): FastifyReply {
  const words = decisionsWords[request.language];
  return render(request, faults.length > 0 ? reply.status(400) : reply, 'decisions/decisions', {
    ...{ words, values, faults, hasTypedForm: true },
    found: found ? { ...found, shownFields: shownFieldsOf(found) } : null,
    lead: words.lead(request.portalSession.workplace.organisationName),
    momentWords: momentWords[request.language],
    kinds: kindChoices(
      kindsToChoose(values.patient, identityKindsOf(config), clock()),
      frameWords[request.language],
    ),
    answers: [
      { value: '', text: words.any },
      { value: 'granted', text: words.granted },
      { value: 'emergency', text: words.yesEmergency },
      { value: 'denied', text: words.denied },
      { value: 'refused', text: words.accessDenied },
    ],
    columns: columnsOf(words),
  });
}
