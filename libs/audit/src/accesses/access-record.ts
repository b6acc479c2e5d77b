import { formatInstant } from '#consent';
import { asShown, type Identities } from '../history/identities';
import type { Access } from './access';

/** An access as a record: the instant as UTC text, and the patient's identity masked, unless it is to be shown. */
export type AccessRecord = Omit<Access, 'askedAt'> & { readonly askedAt: string };

export const accessRecord = (access: Access, identities: Identities): AccessRecord => ({
  ...access,
  askedAt: formatInstant(access.askedAt),
  ...(access.patient && { patient: asShown(access.patient, identities) }),
});
