import { isValidAt, parseLocalTime, type Instant } from '#consent';
import type { ExtendedPDLAssertionType } from '#contracts';
import type { Language } from '../words/language';

/**
 * What a records system shows beside a patient's name. The field has 0 for an identity that is not valid, which is refused here with
 * KJF-000016, and 1 for a patient who is not known, of which there is none: any patient may consent.
 */
export const indicatorTexts = {
  sv: {
    2: 'Inget samtycke gäller hos vårdgivaren.',
    3: 'Det finns ett samtycke som gäller hos vårdgivaren.',
    4: 'Obs: journalen är öppnad i en nödsituation, utan patientens samtycke.',
  },
  nb: {
    2: 'Ingen samtykker er gyldige hos virksomheten.',
    3: 'Det finnes et gyldig samtykke hos virksomheten.',
    4: 'Obs: journalen er åpnet i en nødsituasjon, uten pasientens samtykke.',
  },
  en: {
    2: 'No consent is valid at the care provider.',
    3: 'A consent is valid at the care provider.',
    4: 'Note: the record is open in an emergency, without the patient’s consent.',
  },
} as const satisfies Readonly<Record<Language, object>>;

export type IndicatorStatus = keyof (typeof indicatorTexts)['sv'];

/** The status of a patient's consents at one care provider now. An emergency shows only where no consent holds. */
export function statusOf(consents: readonly ExtendedPDLAssertionType[], now: Instant): IndicatorStatus {
  const types = consents.filter((consent) => holds(consent, now)).map(typeOf);
  if (types.includes('Consent')) return 3;
  return types.length > 0 ? 4 : 2;
}

const typeOf = ({ pDLAssertion }: ExtendedPDLAssertionType) => pDLAssertion.assertionType;

function holds(
  { pDLAssertion, cancellationInfo, deletionInfo }: ExtendedPDLAssertionType,
  now: Instant,
): boolean {
  if (cancellationInfo ?? deletionInfo) return false;
  const { startDate, endDate } = pDLAssertion;
  const span = {
    startsAt: parseLocalTime(startDate)!,
    lastValidAt: endDate === undefined ? null : parseLocalTime(endDate),
  };
  return isValidAt(span, wholeSeconds(now));
}

/** Times of the contracts have whole seconds, and the last one belongs to the consent. */
const wholeSeconds = (now: Instant): Instant => now - (now % 1000);
