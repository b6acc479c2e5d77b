import { kindsToChoose } from '#consent';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { decodeSearchCursor, encodeSearchCursor, pageOfDecisions } from '#audit';
import { identityKindsOf } from '#consent-ledger';
import type { PageParts, Pages } from '../../page-parts';
import type { FormFault } from '../forms/faults';
import { fieldsIn } from '../forms/form-fields';
import { hsaIdRule } from '../forms/hsa-id-rule';
import { momentWords } from '../forms/moment/moment.words';
import { frameWords } from '../frame/frame.words';
import { kindChoices } from '../../words/identities';
import { decisionRow, idsInDecisions } from '../views/decision-row';
import { demandAuditor } from '../views/demand-auditor';
import { decisionsWords } from './decisions.words';
import { defaultSearch, fieldNames, nothingFound, readSearch, type Search } from './search';

/** A page holds so many; and so many are looked at for it, because a rare find must not keep the portal busy. */
const LIMITS = { found: 50, looked: 20_000 };

/** What was answered whom, at the care provider that the auditor works for. Who is searched for is in the body of a form. */
export const decisionsPages: Pages = (app, parts) => {
  app.get('/audit/decisions', { preHandler: demandAuditor }, async (request, reply) =>
    find(parts, request, reply, defaultSearch(parts.clock())),
  );
  app.post('/audit/decisions', { preHandler: demandAuditor }, async (request, reply) => {
    const search = fieldsIn(request, fieldNames);
    return find(parts, request, reply, search);
  });
};

async function find(
  parts: PageParts,
  request: FastifyRequest,
  reply: FastifyReply,
  search: Search,
): Promise<FastifyReply> {
  const { language, portalSession } = request;
  const words = decisionsWords[language];
  const {
    faults,
    values,
    filter: asked,
  } = readSearch(search, {
    ...{ words, dayWords: momentWords[language], now: parts.clock() },
    ...{ isHsaId: hsaIdRule(parts.config), kinds: identityKindsOf(parts.config) },
  });
  if (!asked) {
    return show(parts, request, reply.status(400), { values, faults, rows: [], none: null, more: null });
  }
  const filter = { ...asked, careProviderId: portalSession.workplace.careProviderId };
  const after = decodeSearchCursor(fieldsIn(request, ['cursor']).cursor)?.after;
  const page = await pageOfDecisions(parts.stores.auditStore, filter, LIMITS, { after });
  const names = await parts.names.of(idsInDecisions(page.decisions));
  const { from, before } = filter;
  return show(parts, request, reply, {
    values,
    faults,
    rows: page.decisions.map((decision) => decisionRow(decision, words, names)),
    none: nothingFound(words, { isContinued: after !== undefined, isEnd: page.next === null }),
    more: page.next && encodeSearchCursor({ from, before, order: 'newest-first', after: page.next }),
  });
}

interface Shown {
  readonly values: Search;
  readonly faults: readonly FormFault[];
  readonly rows: readonly object[];
  /** What is said where there are no rows; `null` when nothing was searched for. */
  readonly none: string | null;
  readonly more: string | null;
}

function show(
  { render, config, clock }: PageParts,
  request: FastifyRequest,
  reply: FastifyReply,
  shown: Shown,
): FastifyReply {
  const words = decisionsWords[request.language];
  return render(request, reply, 'decisions/decisions', {
    words,
    lead: words.lead(request.portalSession.workplace.organisationName),
    momentWords: momentWords[request.language],
    kinds: kindChoices(
      kindsToChoose(shown.values.patient, identityKindsOf(config), clock()),
      frameWords[request.language],
    ),
    answers: [
      { value: '', text: words.any },
      { value: 'granted', text: words.granted },
      { value: 'emergency', text: words.yesEmergency },
      { value: 'denied', text: words.denied },
      { value: 'refused', text: words.accessDenied },
    ],
    columns: [
      ...[words.asked, words.answerColumn, words.employeeColumn],
      ...[words.unitColumn, words.patientColumn, words.consentColumn],
    ],
    ...shown,
  });
}
