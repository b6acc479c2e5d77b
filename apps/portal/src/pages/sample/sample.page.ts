import type { FastifyReply, FastifyRequest } from 'fastify';
import { latestReview, spanOfMonth } from '#audit';
import type { PageParts, Pages } from '../../page-parts';
import { ownFault, type FormFault } from '../forms/faults';
import { fieldsIn, type Values } from '../forms/form-fields';
import { demandUnit } from '../views/consents-of-patient';
import { demandAuditor } from '../views/demand-auditor';
import { nameAndId } from '../views/decision-row';
import { timeText } from '../views/times';
import { drawnSample, type DrawnSample } from './drawn-sample';
import { sampleWords } from './sample.words';
import { defaultSampling, samplingFaults, samplingFields, samplingOf } from './sampling';
import { recordSignOff, signOffFaults, signOffFields } from './sign-off';

const SAMPLE = '/audit/sample';

/** The sample of a month's decisions that an auditor looks through, and that it was looked through. */
export const samplePages: Pages = (app, parts) => {
  app.get(SAMPLE, { preHandler: demandAuditor }, async (request, reply) => {
    const done = await signedOff(parts, request);
    return show(parts, request, reply, { values: defaultSampling(parts.clock()), faults: [], done });
  });
  app.post(SAMPLE, { preHandler: demandAuditor }, async (request, reply) =>
    showSample(parts, request, reply, []),
  );
  app.post(`${SAMPLE}/sign-off`, { preHandler: [demandAuditor, demandUnit] }, (request, reply) =>
    signOffMonth(parts, request, reply),
  );
};

/** That the month which the address names is signed off, as long as the ledger says so too. @throws StoreUnavailable */
async function signedOff(
  { stores: { store }, names }: PageParts,
  { query, language, portalSession }: FastifyRequest,
): Promise<string | null> {
  const { done } = query as { readonly done?: unknown };
  if (typeof done !== 'string' || spanOfMonth(done) === null) return null;
  const review = await latestReview(store, done, portalSession.workplace.careProviderId);
  if (!review) return null;
  const reviewer = nameAndId(review.reviewer, await names.of([review.reviewer]));
  return sampleWords[language].done(done, timeText(review.recordedAt), reviewer);
}

/** The sample that a form asks for, and what was wrong with signing it off. */
async function showSample(
  parts: PageParts,
  request: FastifyRequest,
  reply: FastifyReply,
  signingFaults: readonly FormFault[],
): Promise<FastifyReply> {
  const words = sampleWords[request.language];
  const sampling = fieldsIn(request, samplingFields);
  const values = { ...sampling, ...fieldsIn(request, signOffFields) };
  const faults = [...samplingFaults(sampling, words, parts.clock()), ...signingFaults];
  const status = faults.length > 0 ? 400 : 200;
  if (faults.length > signingFaults.length) {
    return show(parts, request, reply.status(status), { values, faults });
  }
  const { careProviderId } = request.portalSession.workplace;
  const sample = await drawnSample(parts, samplingOf(sampling, careProviderId), words);
  await parts.looks.note(request, { contract: 'PortalSample', shown: sample.rows.length });
  return show(parts, request, reply.status(status), { values, faults, sample });
}

async function signOffMonth(
  parts: PageParts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const words = sampleWords[request.language];
  const values = fieldsIn(request, samplingFields);
  const stated = fieldsIn(request, signOffFields);
  const faults = signOffFaults(stated, words);
  if (faults.length > 0 || samplingFaults(values, words, parts.clock()).length > 0) {
    return showSample(parts, request, reply, faults);
  }
  const sampling = samplingOf(values, request.portalSession.workplace.careProviderId);
  if (parts.clock() < sampling.span.before) {
    return showSample(parts, request, reply, [ownFault(null, words.notOver)]);
  }
  if (await recordSignOff(parts, request, sampling, stated)) {
    return reply.redirect(`${SAMPLE}?done=${sampling.month}`, 303);
  }
  return showSample(parts, request, reply, [ownFault(null, words.faultRevision)]);
}

interface Shown {
  readonly values: Values;
  readonly faults: readonly FormFault[];
  readonly sample?: DrawnSample;
  /** What has been signed off. */
  readonly done?: string | null;
}

function show(
  { render }: PageParts,
  request: FastifyRequest,
  reply: FastifyReply,
  shown: Shown,
): FastifyReply {
  const words = sampleWords[request.language];
  const lead = words.lead(request.portalSession.workplace.organisationName);
  return render(request, reply, 'sample/sample', { words, lead, here: SAMPLE, ...shown });
}
