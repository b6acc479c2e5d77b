import type { FastifyReply, FastifyRequest } from 'fastify';
import { decisionTotals, decodeSearchCursor, encodeSearchCursor, pageOfDecisions } from '#audit';
import type { PageParts, Pages } from '../../page-parts';
import { fieldsIn } from '../forms/form-fields';
import { idsInDecisions, placedRow } from '../views/decision-row';
import { demandAuditor } from '../views/demand-auditor';
import { askedSearch, lookOf } from './asked-search';
import { decisionsWords } from './decisions.words';
import { defaultSearch, fieldNames, nothingFound, withPickedDays, type Search } from './search';
import { showSearch } from './show-search';
import { shownPageIn, type ShownPage } from './shown-fields';
import { exportSearch, printSearch } from './take-away';
import { totalsText } from './totals-text';

/** A page holds so many; and so many are looked at for it, because a rare find must not keep the portal busy. */
const LIMITS = { found: 50, looked: 20_000 };

/** So many are counted, for the same reason. */
const COUNTED = 50_000;

/** What was answered whom, at the care provider that the auditor works for. Who is searched for is in the body of a form. */
export const decisionsPages: Pages = (app, parts) => {
  const options = { preHandler: demandAuditor };
  app.get('/audit/decisions', options, async (request, reply) =>
    find(parts, request, reply, { asked: defaultSearch(parts.clock()), cursor: '' }),
  );
  app.post('/audit/decisions', { ...options, config: { isTypedIn: true } }, async (request, reply) => {
    const sent = fieldsIn(request, fieldNames);
    if (!request.isForLanguage) {
      return find(parts, request, reply, { asked: sent, cursor: fieldsIn(request, ['cursor']).cursor });
    }
    const typed = withPickedDays(sent);
    const shown = shownPageIn(request);
    if (shown) return find(parts, request, reply, { ...shown, typed });
    return showSearch(parts, request, reply, { values: typed, faults: [] });
  });
  app.post('/audit/decisions/export', options, (request, reply) => exportSearch(parts, request, reply));
  app.post('/audit/decisions/print', options, (request, reply) => printSearch(parts, request, reply));
};

interface SearchedPage extends ShownPage {
  /** What was typed into the form since, where the language alone is another. */
  readonly typed?: Search;
}

async function find(
  parts: PageParts,
  request: FastifyRequest,
  reply: FastifyReply,
  { asked: search, cursor, typed }: SearchedPage,
): Promise<FastifyReply> {
  const words = decisionsWords[request.language];
  const { faults, values: asked, filter } = askedSearch(parts, request, search);
  const values = typed ?? asked;
  if (!filter) return showSearch(parts, request, reply, { values, faults });
  const { auditStore } = parts.stores;
  const after = decodeSearchCursor(cursor)?.after;
  const { found, next } = await pageOfDecisions(auditStore, filter, LIMITS, { after });
  const totals = await decisionTotals(auditStore, filter, COUNTED);
  await parts.looks.note(request, lookOf('PortalDecisions', filter, found.length));
  const names = await parts.names.of(idsInDecisions(found));
  const { from, before } = filter;
  return showSearch(parts, request, reply, {
    ...{ values, faults },
    found: {
      ...{ asked, cursor },
      rows: found.map((placed) => placedRow(placed, words, names)),
      none: nothingFound(words, { isContinued: after !== undefined, isEnd: next === null }),
      totals: totalsText(totals, words),
      more: next && encodeSearchCursor({ from, before, order: 'newest-first', after: next }),
    },
  });
}
