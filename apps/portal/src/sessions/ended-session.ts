import { samePerson, type Instant } from '#consent';
import type { OpenPatient, Session } from './session';

/** What somebody had typed into a form that was sent after its session had ended. */
export interface KeptForm {
  /** The address of the form, without a query. */
  readonly address: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly keptAt: Instant;
  /** It is the person's own, whichever patient is open. */
  readonly isOfNoPatient?: true;
}

/** A session that is over, for as long as its forms may still be sent. The token in them finds it. */
export interface EndedSession extends Pick<Session, 'person' | 'workplace'> {
  /** `null` when none was open: a form about a patient is then none of its own. */
  readonly patient: OpenPatient | null;
  readonly endedAt: Instant;
  readonly form?: KeptForm;
}

export const isOfSamePerson = (ended: EndedSession, session: Session): boolean =>
  samePerson(ended.person, session.person);

export function isAtSameWorkplace({ workplace: one }: EndedSession, { workplace: other }: Session): boolean {
  return (
    one.careProviderId === other.careProviderId &&
    one.unit?.careUnitId === other.unit?.careUnitId &&
    one.unit?.employeeId === other.unit?.employeeId
  );
}

export const isForSamePatient = ({ patient: one }: EndedSession, { patient: other }: Session): boolean =>
  one !== null && other !== null && samePerson(one.identity, other.identity);
