import type { Body } from '#contract-doors';

/** What a run did, or would do, with one consent. */
export interface Finding {
  readonly what: 'adopted' | 'ended' | 'shortened' | 'kept' | 'not adopted' | 'not confirmed';
  /** As the other service spells it. */
  readonly consent: string;
  readonly careProviderId: string;
  readonly careUnitId?: string;
  readonly from?: string;
  readonly to?: string;
  readonly why?: string;
}

/** What is shown of a consent, from its basic data. */
export function shownOf(basics: Body): Pick<Finding, 'careUnitId' | 'from' | 'to'> {
  const text = (name: string) => (typeof basics[name] === 'string' ? basics[name] : undefined);
  const [careUnitId, from, to] = [text('careUnitId'), text('startDate'), text('endDate')];
  return {
    ...(careUnitId !== undefined && { careUnitId }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  };
}
