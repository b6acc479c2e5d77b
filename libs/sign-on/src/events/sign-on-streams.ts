import { formatInstant, type Instant, type PersonIdentity } from '#consent';
import { derivedId } from '#platform';

/** The namespace of the ids that persons' accounts get; made up once, and never to be changed. */
const ACCOUNTS = '5d6f8a54-8f0e-4d0e-9b43-6a1f5f0c2f0b';

const dayOf = (instant: Instant): string => formatInstant(instant).slice(0, 10);

/** One ticket's history. */
export const ticketStream = (ticketDigest: string): string => `ticket-${ticketDigest}`;

/** One person's account, named by what follows from the identity, so that there is one of it. */
export const accountStream = ({ root, extension }: PersonIdentity): string =>
  `account-${derivedId(`${root} ${extension}`, ACCOUNTS)}`;

/** Who came in and went out on a day in UTC, and who was not let in. */
export const signOnStream = (instant: Instant): string => `sign-on-${dayOf(instant)}`;

/** Which patients were opened on a day in UTC, and by whom. */
export const patientOpeningStream = (instant: Instant): string => `patient-opening-${dayOf(instant)}`;
