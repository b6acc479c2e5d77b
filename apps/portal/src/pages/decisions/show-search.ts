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

/** The page of a search, and what it found. */
export interface ShownSearch {
  readonly values: Search;
  readonly faults: readonly FormFault[];
  readonly found?: FoundDecisions;
}

export interface FoundDecisions {
  readonly rows: readonly object[];
  /** What is said where there are no rows. */
  readonly none: string;
  readonly totals: string;
  /** What leads to what is older; `null`: nothing is. */
  readonly more: string | null;
}

/** A search with faults was not made. */
export function showSearch(
  { render, config, clock }: PageParts,
  request: FastifyRequest,
  reply: FastifyReply,
  { values, faults, found }: ShownSearch,
): FastifyReply {
  const words = decisionsWords[request.language];
  return render(request, found ? reply : reply.status(400), 'decisions/decisions', {
    ...{ words, values, faults, found: found ?? null, here: '/audit/decisions' },
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
