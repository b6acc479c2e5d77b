import type { DecisionFilter } from '#audit';
import { identityKindsOf } from '#consent-ledger';
import type { FastifyRequest } from 'fastify';
import type { PageParts } from '../../page-parts';
import type { Look } from '../../looks/looks';
import { hsaIdRule } from '../forms/hsa-id-rule';
import { momentWords } from '../forms/moment/moment.words';
import { decisionsWords } from './decisions.words';
import { readSearch, type ReadSearch, type Search } from './search';

/** Looks through a search, and keeps it to the care provider that the auditor works for. */
export function askedSearch(
  { config, clock }: Pick<PageParts, 'config' | 'clock'>,
  { language, portalSession: { workplace } }: FastifyRequest,
  search: Search,
): ReadSearch {
  const read = readSearch(search, {
    ...{ words: decisionsWords[language], dayWords: momentWords[language], now: clock() },
    ...{ isHsaId: hsaIdRule(config), kinds: identityKindsOf(config) },
  });
  if (!read.filter) return read;
  return { ...read, filter: { ...read.filter, careProviderId: workplace.careProviderId } };
}

/** What is recorded of a search: whom it was about, and how much it showed. */
export const lookOf = (
  contract: Look['contract'],
  { patient, employeeId, careUnitId, assertionId }: DecisionFilter,
  shown: number,
): Look => ({ contract, shown, patient, employeeId, careUnitId, assertionId });
