import { randomUUID } from 'node:crypto';
import { formatLocalTime } from '#consent';
import type { Body } from '#contract-doors';

/** Whose names the requests are made in. */
export interface Parties {
  readonly careProviderId: string;
  /** `null`: a unit of its own for each case, so that no other consent can answer in its place. */
  readonly careUnitId: string | null;
  readonly employeeId: string;
}

const HSA_ID_LENGTH = 32;
const TWO_HOURS = 2 * 3600 * 1000;

/** An HSA-id that differs from this one, and is as well-formed. */
function other(id: string): string {
  if (id.length < HSA_ID_LENGTH) return `${id}X`;
  return id.slice(0, -1) + (id.endsWith('X') ? 'Y' : 'X');
}

const unitBeside = (careProviderId: string): string =>
  `${careProviderId.split('-')[0]!.slice(0, 20)}-K${randomUUID().slice(0, 8).toUpperCase()}`;

/** What one run of a case uses: ids made for it, and what it has been answered. */
export class Scene {
  readonly consent = randomUUID();
  readonly secondConsent = randomUUID();
  readonly careProviderId: string;
  readonly careUnitId: string;
  readonly employeeId: string;
  readonly otherCareProviderId: string;
  readonly otherUnitId: string;
  readonly otherEmployeeId: string;
  /** Before everything that this case stores, as Swedish local time, even by a clock that is an hour behind. */
  readonly before: string;
  /** The latest `moreOnOrAfter` that GetConsentsForCareProvider answered. */
  syncPoint: string | null = null;

  constructor({ careProviderId, careUnitId, employeeId }: Parties, now: number) {
    this.careProviderId = careProviderId;
    this.careUnitId = careUnitId ?? unitBeside(careProviderId);
    this.employeeId = employeeId;
    this.otherCareProviderId = other(careProviderId);
    this.otherUnitId = other(this.careUnitId);
    this.otherEmployeeId = other(employeeId);
    this.before = formatLocalTime(now - TWO_HOURS);
  }
}

/** A request in the scene. */
export type RequestIn = (scene: Scene) => Body;
