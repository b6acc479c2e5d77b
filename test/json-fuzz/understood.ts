import { isDeepStrictEqual } from 'node:util';

interface Action {
  readonly requestDate: string;
  readonly registrationDate: string;
  readonly requestedBy: object;
  readonly registeredBy: object;
  readonly reasonText?: string | null;
}

/** A registration, as its sender meant it. */
export interface Meant {
  readonly assertionId: string;
  readonly assertionType: string;
  readonly scope: string;
  readonly patientId: { readonly root: string };
  readonly careProviderId: string;
  readonly careUnitId: string;
  readonly employeeId?: string | null;
  readonly startDate?: string | null;
  readonly endDate?: string | null;
  readonly registrationAction: Action;
}

interface Stated {
  readonly sent: string | null;
}

/** The event that it became, as the history shows it. */
interface Recorded {
  readonly assertionType: string;
  readonly scope: string;
  readonly patient: { readonly root: string };
  readonly careProviderId: string;
  readonly careUnitId: string;
  readonly employeeId?: string;
  readonly start: Stated;
  readonly end?: Stated;
  readonly requestDate: Stated;
  readonly registrationDate: Stated;
  readonly requestedBy: object;
  readonly registeredBy: object;
  readonly reasonText?: string;
}

/** What a registration says, without what may be said in more than one way: case of HSA-ids, elements that are null or blank. */
const said = (meant: Meant): unknown => {
  const { registrationAction: action } = meant;
  return plain([
    ...[meant.assertionType, meant.scope, meant.patientId.root, meant.careProviderId, meant.careUnitId],
    ...[meant.employeeId, meant.startDate, meant.endDate, action.requestDate, action.registrationDate],
    ...[action.requestedBy, action.registeredBy, action.reasonText],
  ]);
};

const recorded = (event: Recorded): unknown =>
  plain([
    ...[event.assertionType, event.scope, event.patient.root, event.careProviderId, event.careUnitId],
    ...[
      event.employeeId,
      event.start.sent,
      event.end?.sent,
      event.requestDate.sent,
      event.registrationDate.sent,
    ],
    ...[event.requestedBy, event.registeredBy, event.reasonText],
  ]);

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'string') return value.trim() === '' ? null : value.toUpperCase();
  if (typeof value !== 'object' || value === null) return value ?? null;
  const elements = Object.entries(value).map(([name, element]) => [name, plain(element)] as const);
  return Object.fromEntries(elements.filter(([, element]) => element !== null).sort());
}

/** Whether a consent was recorded as it was sent. */
export const isUnderstood = (meant: Meant, event: Recorded): boolean =>
  isDeepStrictEqual(said(meant), recorded(event));
