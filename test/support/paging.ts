import { call } from './call';

interface Page {
  readonly getAllAssertionsResult: {
    readonly hasMore: boolean;
    readonly assertions: readonly { readonly assertionId: string }[];
    readonly cancelledAssertions: readonly { readonly assertionId: string }[];
  };
  readonly cursor: string;
}

/** All of a care provider's consents, by cursor: each id, and whether it has been closed. */
export async function allOfCareProvider(
  url: string,
  careProviderId: string,
): Promise<Map<string, 'registered' | 'closed'>> {
  const found = new Map<string, 'registered' | 'closed'>();
  for (let cursor: string | undefined; ;) {
    const request = { careProviderId, getCancelledFlag: true, cursor };
    const page = (await call(url, 'get-consents-for-care-provider', request)).body as Page;
    const { assertions, cancelledAssertions, hasMore } = page.getAllAssertionsResult;
    for (const { assertionId } of assertions) found.set(assertionId, 'registered');
    for (const { assertionId } of cancelledAssertions) found.set(assertionId, 'closed');
    if (!hasMore) return found;
    cursor = page.cursor;
  }
}
