import { decisionAt, parseRecordPlace, type Decision } from '#audit';
import { sameHsaId } from '#consent';
import type { FastifyRequest } from 'fastify';
import type { PageParts, Pages } from '../../page-parts';
import type { Names } from '../../names/known-names';
import { frameWords } from '../frame/frame.words';
import { decisionRow, type Cell } from '../views/decision-row';
import { demandAuditor } from '../views/demand-auditor';
import { explainedDecision, positionOf } from './explained-decision';
import { explanationView, idsInExplanation } from './explanation-view';
import { explanationWords } from './explanation.words';
import { reasonsWords } from './reasons.words';

type Words = (typeof explanationWords)['sv'];

/** Why a check was answered as it was, for the auditor of the care provider that it was asked from. */
export const explanationPages: Pages = (app, parts) => {
  const address = '/audit/decisions/:day/:revision/:index';
  app.get(address, { preHandler: demandAuditor }, async (request, reply) => {
    const decision = await decisionOf(parts, request);
    if (!decision) return reply.callNotFound();
    const { employeeId, patient, assertionId } = decision;
    const explained = await explainedDecision(parts, decision);
    await parts.looks.note(request, {
      ...{ contract: 'PortalExplanation', shown: 1 },
      ...{ patient, employeeId, careUnitId: decision.careUnitId, assertionId },
    });
    const { explanation } = explained;
    const ids = explanation ? idsInExplanation(explanation) : [];
    const names = await parts.names.of([...ids, employeeId, decision.careUnitId, decision.callerId]);
    const words = explanationWords[request.language];
    const frame = frameWords[request.language];
    const writing = { words: reasonsWords[request.language], locale: frame.locale, frame, names };
    return parts.render(request, reply, 'explanation/explanation', {
      ...{ ...explained, words, asked: decisionRow(decision, words, names) },
      facts: factsOf(decision, words, names),
      refusal: refusalOf(decision, words),
      explained: explanation && explanationView(explanation, writing),
    });
  });
};

/** The decision that an address names, unless it is another care provider's. */
async function decisionOf(
  { stores: { auditStore } }: PageParts,
  { params, portalSession: { workplace } }: FastifyRequest,
): Promise<Decision | null> {
  const { day, revision, index } = params as Readonly<Record<'day' | 'revision' | 'index', string>>;
  const place = parseRecordPlace(`${day}/${revision}/${index}`);
  const decision = place && (await decisionAt(auditStore, place));
  return decision && sameHsaId(decision.careProviderId, workplace.careProviderId) ? decision : null;
}

interface NamedCell extends Cell {
  readonly name: string;
}

function factsOf(decision: Decision, words: Words, names: Names): NamedCell[] {
  const { cells } = decisionRow(decision, words, names);
  const position = positionOf(decision);
  return [
    ...[words.employeeColumn, words.unitColumn, words.patientColumn, words.consentColumn].map(
      (name, index) => ({ name, ...cells[index]! }),
    ),
    { name: words.system, text: decision.callerId, isCode: true },
    position === null
      ? { name: words.position, text: words.nothingKnown }
      : { name: words.position, text: position, isCode: true },
  ];
}

/** Why the system was not allowed to ask; a reason that is not known here is left out. */
function refusalOf({ denial = '' }: Decision, words: Words): string | null {
  const word = (words as Readonly<Record<string, unknown>>)[`denial_${denial}`];
  return typeof word === 'string' ? word : null;
}
