import { kindsToChoose } from '#consent';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { identityKindsOf } from '#consent-ledger';
import { newId } from '#platform';
import type { AccessBasis } from '#sign-on';
import type { PageParts } from '../../page-parts';
import type { FormFault } from '../forms/faults';
import { AT_DATE, withPickedDay } from '../forms/moment/moment';
import { momentWords } from '../forms/moment/moment.words';
import { representativeWords } from '../forms/representative.words';
import { frameWords } from '../frame/frame.words';
import { kindChoices } from '../../words/identities';
import { registerWords } from './register.words';
import type { RegisterValues } from './registration-of';

/** What a form is shown with. */
export interface Shown {
  readonly values: Partial<RegisterValues>;
  readonly faults: readonly FormFault[];
  /** Whether it was kept for this sign-in. */
  readonly isKept?: boolean;
}

export function showForm(
  { config, clock, render }: PageParts,
  request: FastifyRequest,
  reply: FastifyReply,
  { values: typed, faults, isKept }: Shown,
): FastifyReply {
  const values = withPickedDay(withPickedDay(typed, 'start'), 'end');
  const { language, portalSession } = request;
  const words = registerWords[language];
  const hours = String(config.EMERGENCY_HOURS);
  return render(request, reply, 'register/register', {
    ...{ hasTypedForm: true, words, values, faults, isKept, momentWords: momentWords[language] },
    representativeWords: representativeWords[language],
    kinds: kindChoices(
      kindsToChoose(values.representativeNumber ?? '', identityKindsOf(config), clock()),
      frameWords[language],
    ),
    whomUnit: words.whomUnit(portalSession.workplace.unit!.careUnitName),
    start: {
      ...{ name: 'start', legend: words.start },
      choices: [
        { value: 'now', label: words.startNow, hint: null },
        { value: AT_DATE, label: words.startDate, hint: null },
      ],
    },
    end: {
      ...{ name: 'end', legend: words.end },
      choices: [
        { value: 'open', label: words.endOpen, hint: null },
        { value: 'preset', label: words.endPreset(hours), hint: words.endPresetHint },
        { value: AT_DATE, label: words.endDate, hint: null },
      ],
    },
  });
}

/** What the records system says of the access that it opened the patient for is a good guess; there is no other. */
const typeOfBasis: Readonly<Record<AccessBasis, string>> = {
  HPMOTTATTSAMTYKKE: 'Consent',
  HPAKUTT: 'Emergency',
  HPUNNTAK: '',
};

/** A new form. When the consent ends is left to be chosen; an emergency ends by itself. */
export function emptyForm({ portalSession: { patient } }: FastifyRequest): Partial<RegisterValues> {
  const assertionType = patient?.basis ? typeOfBasis[patient.basis] : '';
  return {
    ...{ assertionId: newId(), assertionType, whom: 'unit', start: 'now', represented: 'no' },
    end: assertionType === 'Emergency' ? 'preset' : '',
  };
}
