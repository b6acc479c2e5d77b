import { kindsToChoose } from '#consent';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { identityKindsOf } from '#consent-ledger';
import type { ExtendedPDLAssertionType } from '#contracts';
import type { PageParts } from '../../page-parts';
import type { FormFault } from '../forms/faults';
import type { Values } from '../forms/form-fields';
import { AT_DATE, withPickedDay } from '../forms/moment/moment';
import { momentWords } from '../forms/moment/moment.words';
import { representativeWords } from '../forms/representative.words';
import { frameWords } from '../frame/frame.words';
import { consentView } from '../views/consent-view';
import { namedViewing } from '../views/consents-of-patient';
import { kindChoices } from '../../words/identities';
import { endWords } from './end.words';

export interface ShownEnd {
  readonly consent: ExtendedPDLAssertionType;
  readonly values: Values;
  readonly faults: readonly FormFault[];
  /** Whether it was kept for this sign-in. */
  readonly isKept?: boolean;
}

export async function showEndForm(
  parts: PageParts,
  request: FastifyRequest,
  reply: FastifyReply,
  { consent, values: typed, faults, isKept }: ShownEnd,
): Promise<FastifyReply> {
  const values = withPickedDay(typed, 'end');
  const { language } = request;
  const words = endWords[language];
  return parts.render(request, reply, 'end/end', {
    ...{ hasTypedForm: true, words, values, faults, isKept, momentWords: momentWords[language] },
    representativeWords: representativeWords[language],
    consent: consentView(consent, await namedViewing(parts, request, [consent])),
    action: `/consents/${consent.pDLAssertion.assertionId}/end`,
    kinds: kindChoices(
      kindsToChoose(values.representativeNumber ?? '', identityKindsOf(parts.config), parts.clock()),
      frameWords[language],
    ),
    moment: {
      ...{ name: 'end', legend: words.when },
      choices: [
        { value: 'now', label: words.atOnce, hint: words.atOnceHint },
        { value: AT_DATE, label: words.atDate, hint: null },
      ],
    },
  });
}
