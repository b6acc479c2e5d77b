import type { FastifyReply, FastifyRequest } from 'fastify';
import { decisionTotals, decodeSearchCursor, encodeSearchCursor, pageOfDecisions } from '#audit';
import type { PageParts, Pages } from '../../page-parts';
import { fieldsIn } from '../forms/form-fields';
import { idsInDecisions, placedRow } from '../views/decision-row';
import { demandAuditor } from '../views/demand-auditor';
import { askedSearch, lookOf } from './asked-search';
import { decisionsWords } from './decisions.words';
import { defaultSearch, fieldNames, nothingFound, type Search } from './search';
import { showSearch } from './show-search';
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
    find(parts, request, reply, defaultSearch(parts.clock())),
  );
  app.post('/audit/decisions', options, async (request, reply) =>
    find(parts, request, reply, fieldsIn(request, fieldNames)),
  );
  app.post('/audit/decisions/export', options, (request, reply) => exportSearch(parts, request, reply));
  app.post('/audit/decisions/print', options, (request, reply) => printSearch(parts, request, reply));
};

async function find(
  parts: PageParts,
  request: FastifyRequest,
  reply: FastifyReply,
  search: Search,
): Promise<FastifyReply> {
  const words = decisionsWords[request.language];
  const { faults, values, filter } = askedSearch(parts, request, search);
  if (!filter) return showSearch(parts, request, reply, { values, faults });
  const { auditStore } = parts.stores;
  const after = decodeSearchCursor(fieldsIn(request, ['cursor']).cursor)?.after;
  const { found, next } = await pageOfDecisions(auditStore, filter, LIMITS, { after });
  const totals = await decisionTotals(auditStore, filter, COUNTED);
  await parts.looks.note(request, lookOf('PortalDecisions', filter, found.length));
  const names = await parts.names.of(idsInDecisions(found));
  const { from, before } = filter;
  return showSearch(parts, request, reply, {
    ...{ values, faults },
    found: {
      rows: found.map((placed) => placedRow(placed, words, names)),
      none: nothingFound(words, { isContinued: after !== undefined, isEnd: next === null }),
      totals: totalsText(totals, words),
      more: next && encodeSearchCursor({ from, before, order: 'newest-first', after: next }),
    },
  });
}
