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
const SIGN_OFF = `${SAMPLE}/sign-off`;

const typedFields = [...samplingFields, ...signOffFields] as const;

/** The sample of a month's decisions that an auditor looks through, and that it was looked through. */
export const samplePages: Pages = (app, parts) => {
  app.get(SAMPLE, { preHandler: demandAuditor }, async (request, reply) => {
    const done = await signedOff(parts, request);
    return show(parts, request, reply, { values: defaultSampling(parts.clock()), faults: [], done });
  });
  app.post(SAMPLE, { preHandler: demandAuditor, config: { isTypedIn: true } }, async (request, reply) => {
    const typed = fieldsIn(request, typedFields);
    const { change, drawn } = fieldsIn(request, ['change', 'drawn']);
    if (change !== '' || (request.isForLanguage && drawn === ''))
      return show(parts, request, reply, { values: typed, faults: [] });
    return showSample(parts, request, reply, { typed, faults: [] });
  });
  const preHandler = [demandAuditor, demandUnit];
  const config = {
    typedIn: (request: FastifyRequest) => fieldsIn(request, typedFields),
    isOfNoPatient: true,
  } as const;
  app.get(SIGN_OFF, { preHandler, config }, async (request, reply) => {
    const typed = await parts.keptForms.take(request, reply);
    if (!typed) return reply.redirect(SAMPLE, 303);
    return showSample(parts, request, reply, { typed, faults: [], isKept: true });
  });
  app.post(SIGN_OFF, { preHandler, config }, (request, reply) => signOffMonth(parts, request, reply));
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

type Typed = Readonly<Record<(typeof typedFields)[number], string>>;

/** A form as it was typed, and what was wrong with signing off by it. */
interface Asked {
  readonly typed: Typed;
  readonly faults: readonly FormFault[];
  /** Whether it was kept for this sign-in. */
  readonly isKept?: boolean;
}

/** The sample that a form asks for. */
async function showSample(
  parts: PageParts,
  request: FastifyRequest,
  reply: FastifyReply,
  { typed, faults: signingFaults, isKept }: Asked,
): Promise<FastifyReply> {
  const words = sampleWords[request.language];
  const faults = [...samplingFaults(typed, words, parts.clock()), ...signingFaults];
  const status = faults.length > 0 ? 400 : 200;
  if (faults.length > signingFaults.length) {
    return show(parts, request, reply.status(status), { values: typed, faults });
  }
  const { careProviderId } = request.portalSession.workplace;
  const sample = await drawnSample(parts, samplingOf(typed, careProviderId), words);
  await parts.looks.note(request, { contract: 'PortalSample', shown: sample.rows.length });
  return show(parts, request, reply.status(status), { values: typed, faults, sample, isKept });
}

async function signOffMonth(
  parts: PageParts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const words = sampleWords[request.language];
  const typed = fieldsIn(request, typedFields);
  const again = (faults: readonly FormFault[]) => showSample(parts, request, reply, { typed, faults });
  if (request.isForLanguage) return again([]);
  const faults = signOffFaults(typed, words);
  if (faults.length > 0 || samplingFaults(typed, words, parts.clock()).length > 0) return again(faults);
  const sampling = samplingOf(typed, request.portalSession.workplace.careProviderId);
  if (parts.clock() < sampling.span.before) return again([ownFault(null, words.notOver)]);
  if (await recordSignOff(parts, request, sampling, typed)) {
    return reply.redirect(`${SAMPLE}?done=${sampling.month}`, 303);
  }
  return again([ownFault(null, words.faultRevision)]);
}

interface Shown {
  readonly values: Values;
  readonly faults: readonly FormFault[];
  readonly sample?: DrawnSample;
  readonly isKept?: boolean;
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
  const { organisationName, unit } = request.portalSession.workplace;
  const lead = words.lead(organisationName);
  const mayBeSigned = unit !== undefined && shown.sample?.isOver === true;
  return render(request, reply, 'sample/sample', {
    ...{ words, lead, hasTypedForm: true, mayBeSigned, isSentLate: mayBeSigned },
    ...shown,
  });
}
