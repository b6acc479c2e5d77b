import { sameHsaId } from '#consent';
import type { ExtendedPDLAssertionType } from '#contracts';
import { statusOf, type ConsentStatus, type Viewing } from '../views/consent-view';

export const groupNames = ['valid', 'coming', 'ended'] as const;

/** The groups that a patient's consents stand in. */
export type GroupName = (typeof groupNames)[number];

/** What a list of consents is narrowed to; it is in the address, which names no person. */
export interface ListFilter {
  /** HSA-id of a unit. */
  readonly unit?: string;
  readonly group?: GroupName;
  /** From 1 on. */
  readonly page: number;
}

const groupOfStatus: Readonly<Record<ConsentStatus, GroupName>> = {
  ...{ valid: 'valid', coming: 'coming' },
  ...{ expired: 'ended', cancelled: 'ended', deleted: 'ended' },
};

export const groupOf = (consent: ExtendedPDLAssertionType, { now }: Viewing): GroupName =>
  groupOfStatus[statusOf(consent, now)];

/** The filter that an address asks for; `null`: none, and the page has its usual groups. What cannot be read is not asked for. */
export function filterIn(query: unknown, consents: readonly ExtendedPDLAssertionType[]): ListFilter | null {
  const { unit, group, page } = query as Readonly<Record<string, unknown>>;
  const knownUnit = unitsOf(consents).find((careUnitId) => careUnitId === unit);
  const knownGroup = groupNames.find((name) => name === group);
  const number = typeof page === 'string' && /^[1-9]\d{0,3}$/.test(page) ? Number(page) : 1;
  return knownUnit === undefined && knownGroup === undefined && group !== 'all'
    ? null
    : { unit: knownUnit, group: knownGroup, page: number };
}

/** The units that the consents are for, each once. */
export const unitsOf = (consents: readonly ExtendedPDLAssertionType[]): string[] => [
  ...new Set(consents.map(({ pDLAssertion }) => pDLAssertion.careUnitId.toUpperCase())),
];

export const addressOf = ({ unit, group, page }: ListFilter): string => {
  const query = { ...(unit !== undefined && { unit }), group: group ?? 'all', page: String(page) };
  return `/consents?${new URLSearchParams(query).toString()}`;
};

/** Those that a filter lets through: valid ones first, then coming, then ended ones. */
export const filtered = (
  consents: readonly ExtendedPDLAssertionType[],
  { unit, group }: ListFilter,
  viewing: Viewing,
): ExtendedPDLAssertionType[] =>
  groupNames
    .filter((name) => group === undefined || name === group)
    .flatMap((name) => consents.filter((consent) => groupOf(consent, viewing) === name))
    .filter(({ pDLAssertion }) => unit === undefined || sameHsaId(pDLAssertion.careUnitId, unit));
