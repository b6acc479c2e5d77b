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
  /** What the next page is asked with, in the address: it says nothing of a person. */
  readonly next?: string;
}

/** No link holds a parameter of the search: a link is an address, and no identity may be in one. The next page is asked for by the same form. */
export function searchset({ address, resources, result, total, next }: Found): Resource {
  const url = `${address}/_search`;
  const link = [
    { relation: 'self', url },
    ...(next === undefined ? [] : [{ relation: 'next', url: `${url}?${next}` }]),
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
