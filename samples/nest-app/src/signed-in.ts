import { UnauthorizedException } from '@nestjs/common';
import type { AccessingActorType } from '@consent-ledger/client';

/** The employee who is signed in. An application has this in its session; never take it from what a browser sends. */
export function signedIn(): AccessingActorType {
  const { EMPLOYEE_ID, CARE_PROVIDER_ID, CARE_UNIT_ID } = process.env;
  if (!EMPLOYEE_ID || !CARE_PROVIDER_ID || !CARE_UNIT_ID) throw new UnauthorizedException();
  return { employeeId: EMPLOYEE_ID, careProviderId: CARE_PROVIDER_ID, careUnitId: CARE_UNIT_ID };
}
