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
}

/** The link holds no parameter of the search: a link is an address, and no identity may be in one. */
export function searchset({ address, resources, result, total }: Found): Resource {
  const link = [{ relation: 'self', url: `${address}/_search` }];
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
