import { formatLocalTime, parseLocalTime } from '#consent';
import {
  createValidator,
  registrationOf,
  RegisterExtendedConsentDto,
  type ExtendedPDLAssertionType,
} from '#contracts';
import type { Body } from '#contract-doors';

/** A registration, as far as it is stated; or why it is none. */
export type Registration =
  | { readonly stated: ReturnType<typeof registrationOf>; readonly ownerId: string | undefined }
  | { readonly why: string };

const { validate } = createValidator(RegisterExtendedConsentDto);

/** The registration that another service states, validated as a request to register it here. */
export function registrationFrom(item: Body): Registration {
  const request = requestFrom(item as unknown as ExtendedPDLAssertionType);
  const faults = validate(request);
  if (faults.length > 0) return { why: faults.map(({ logMessage }) => logMessage).join('; ') };
  const { ownerId } = (item as unknown as ExtendedPDLAssertionType).pDLAssertion;
  return { stated: registrationOf(request), ownerId: ownerId === '' ? undefined : ownerId };
}

/** The request that would have registered it here. */
function requestFrom({
  pDLAssertion,
  representedBy,
  registrationInfo,
}: ExtendedPDLAssertionType): RegisterExtendedConsentDto {
  const { ownerId: _, startDate, ...basics } = pDLAssertion;
  return {
    ...basics,
    startDate: laterShowing(startDate),
    ...(representedBy && { representedBy }),
    registrationAction: registrationInfo,
  };
}

/** In the hour that October repeats, a time without a zone may be either of two: a start is taken for the later one. */
function laterShowing(text: string): string {
  const inWinter = parseLocalTime(`${text}+01:00`);
  const isAmbiguous =
    inWinter !== null && inWinter !== parseLocalTime(text) && formatLocalTime(inWinter) === text;
  return isAmbiguous ? `${text}+01:00` : text;
}
