import type { Instant } from '#consent';
import type { ActionType } from '#contracts';
import type { Session } from '../../sessions/session';
import { requestTime } from '../views/times';

/** Who asks and who enters: the person who is signed on, at the place where that person works, now. */
export function actionBy({ workplace }: Session, now: Instant, reasonText: string | undefined): ActionType {
  const actor = { employeeId: workplace.unit!.employeeId };
  const time = requestTime(now);
  return {
    requestDate: time,
    requestedBy: actor,
    registrationDate: time,
    registeredBy: actor,
    ...(reasonText !== undefined && { reasonText }),
  };
}
