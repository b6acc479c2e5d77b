import { FEW_EMERGENCIES, MANY_PATIENTS, oversightOf, type Oversight } from '#audit';
import type { PageParts, Pages } from '../../page-parts';
import type { Names } from '../../names/known-names';
import { named } from '../views/decision-row';
import { demandAuditor } from '../views/demand-auditor';
import { daysPicture } from './days-picture';
import { lastReview, logFacts, reviewFact } from './log-condition';
import { logHealthWords, type LogHealthWords } from './log-health.words';

/** So many checks are counted: the page must not keep the portal busy. */
const COUNTED = 100_000;

/** How the log is, and what access from the auditor's care provider has been like. */
export const logHealthPages: Pages = (app, parts) => {
  app.get('/audit/health', { preHandler: demandAuditor }, async (request, reply) => {
    const { organisationName, careProviderId } = request.portalSession.workplace;
    const words = logHealthWords[request.language];
    const oversight = await oversee(parts, careProviderId);
    await parts.looks.note(request, { contract: 'PortalLedgerHealth', shown: oversight.manyPatients.length });
    const review = await lastReview(parts, careProviderId);
    const names = await parts.names.of([...idsIn(oversight), ...(review ? [review.reviewer] : [])]);
    const facts = [...(await logFacts(parts, words)), reviewFact(review, words, names)];
    return parts.render(request, reply, 'log-health/log-health', {
      ...{ words, facts, days: oversight.days, isPart: !oversight.isWhole },
      lead: words.lead(organisationName),
      picture: {
        wide: daysPicture(oversight.days, 'wide', words),
        narrow: daysPicture(oversight.days, 'narrow', words),
      },
      ...unusualOf(oversight, words, names),
    });
  });
};

const oversee = ({ stores, clock }: PageParts, careProviderId: string): Promise<Oversight> =>
  oversightOf(stores.auditStore, { careProviderId, now: clock(), counted: COUNTED });

const idsIn = ({ manyPatients, units }: Oversight): string[] => [
  ...manyPatients.map(({ employeeId }) => employeeId),
  ...units.map(({ careUnitId }) => careUnitId),
];

const unusualOf = ({ manyPatients, units }: Oversight, words: LogHealthWords, names: Names) => ({
  means: { patients: words.manyPatientsMeans(MANY_PATIENTS), units: words.byUnitMeans(FEW_EMERGENCIES) },
  employees: manyPatients.map(({ employeeId, day, patients }) => ({
    ...{ day, patients, employee: named(employeeId, names) },
  })),
  units: units.map(({ careUnitId, emergencies, granted, isUnusual }) => ({
    ...{ unit: named(careUnitId, names), emergencies, granted },
    sign: isUnusual ? 'emergency' : 'expired',
    judged: isUnusual ? words.isUnusual : words.isUsual,
  })),
});
