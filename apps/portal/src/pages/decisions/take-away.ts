import type { FastifyReply, FastifyRequest } from 'fastify';
import { asShown, searchDecisions, type DecisionFilter, type PlacedDecision, numberText } from '#audit';
import type { PageParts } from '../../page-parts';
import { ownFault } from '../forms/faults';
import { fieldsIn } from '../forms/form-fields';
import { idsInDecisions, placedRow } from '../views/decision-row';
import { columnsOf } from '../views/decision-words';
import { timeText } from '../views/times';
import { askedSearch, lookOf } from './asked-search';
import { decisionsWords } from './decisions.words';
import { csvOf, ndjsonOf } from './decision-files';
import { showSearch } from './show-search';
import { fieldNames, type Search } from './search';

/** What leaves the portal is whole: a search that finds more is to be narrowed. */
const MOST_IN_FILE = 50_000;
const MOST_ON_PAPER = 1_000;

type TakenAway = (
  filter: DecisionFilter,
  found: readonly PlacedDecision[],
  values: Search,
) => Promise<unknown>;

/** Everything that a search finds, as a file: CSV, or JSON line by line. */
export function exportSearch(
  parts: PageParts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const isCsv = fieldsIn(request, ['format']).format !== 'ndjson';
  return takeAway(parts, request, reply, {
    ...{ most: MOST_IN_FILE, contract: 'PortalDecisionExport' },
    answer: async (_filter, found, { fromDate, toDate }) =>
      reply
        .type(isCsv ? 'text/csv; charset=utf-8' : 'application/x-ndjson; charset=utf-8')
        .header(
          'content-disposition',
          `attachment; filename="decisions_${fromDate}_${toDate}.${isCsv ? 'csv' : 'ndjson'}"`,
        )
        .send(isCsv ? csvOf(found) : ndjsonOf(found)),
  });
}

/** The same on paper. */
export function printSearch(
  parts: PageParts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const words = decisionsWords[request.language];
  return takeAway(parts, request, reply, {
    ...{ most: MOST_ON_PAPER, contract: 'PortalDecisionPrint' },
    answer: async (filter, found, values) => {
      const names = await parts.names.of(idsInDecisions(found));
      return parts.render(request, reply, 'decisions/printed', {
        words,
        lead: words.lead(request.portalSession.workplace.organisationName),
        criteria: criteriaOf(filter, values, request),
        rows: found.map((placed) => placedRow(placed, words, names)),
        columns: columnsOf(words),
        printedAt: timeText(parts.clock()),
      });
    },
  });
}

interface TakingAway {
  readonly most: number;
  readonly contract: 'PortalDecisionExport' | 'PortalDecisionPrint';
  readonly answer: TakenAway;
}

async function takeAway(
  parts: PageParts,
  request: FastifyRequest,
  reply: FastifyReply,
  { most, contract, answer }: TakingAway,
): Promise<unknown> {
  const search = fieldsIn(request, fieldNames);
  const asked = askedSearch(parts, request, search);
  if (!asked.filter) return showSearch(parts, request, reply, asked);
  const found = await firstOf(searchDecisions(parts.stores.auditStore, asked.filter), most + 1);
  if (found.length > most) {
    const faults = [ownFault('fromDate', decisionsWords[request.language].faultMany(most))];
    return showSearch(parts, request, reply, { values: asked.values, faults });
  }
  await parts.looks.note(request, lookOf(contract, asked.filter, found.length));
  return answer(asked.filter, found, asked.values);
}

async function firstOf<Found>(found: AsyncIterable<Found>, limit: number): Promise<Found[]> {
  const first: Found[] = [];
  for await (const one of found) if (first.push(one) === limit) break;
  return first;
}

/** What was asked for, as the paper says it; the patient is covered, as on the screen. */
function criteriaOf({ patient }: DecisionFilter, values: Search, { language }: FastifyRequest) {
  const words = decisionsWords[language];
  const named = [
    [words.from, values.fromDate],
    [words.to, values.toDate],
    [words.employee, values.employeeId],
    [words.unit, values.careUnitId],
    [words.patient, patient ? numberText(asShown(patient, 'masked')) : ''],
    [words.consent, values.assertionId],
  ] as const;
  return named.flatMap(([name, text]) => (text === '' ? [] : [{ name, text }]));
}
