import type { ResultType } from '#contracts';
import { informationOutcome } from './operation-outcome';
import type { Resource } from './resource';

/** What a search found. */
interface Found {
  /** The address of the resources, which their ids follow. */
  readonly address: string;
  readonly resources: readonly Resource[];
  readonly result: ResultType;
  /** How many there are in all, where that is known. */
  readonly total?: number;
  /** What continues the search, where there is more. */
  readonly next?: string;
}

/** The links hold no parameter of the search: a link is an address, and no identity may be in one. */
export function searchset({ address, resources, result, total, next }: Found): Resource {
  const search = `${address}/_search`;
  const link = [
    { relation: 'self', url: search },
    ...(next === undefined
      ? []
      : [{ relation: 'next', url: `${search}?_cursor=${encodeURIComponent(next)}` }]),
  ];
  const matches = resources.map((resource) => ({
    fullUrl: `${address}/${String(resource.id)}`,
    resource,
    search: { mode: 'match' },
  }));
  const outcomes =
    result.resultCode === 'INFO'
      ? [{ resource: informationOutcome(result), search: { mode: 'outcome' } }]
      : [];
  const entry = [...matches, ...outcomes];
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    ...(total !== undefined && { total }),
    link,
    ...(entry.length > 0 && { entry }),
  };
}
