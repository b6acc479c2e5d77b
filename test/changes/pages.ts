import { call } from '../support/call';

export interface Change {
  readonly position: number;
  readonly change: string;
  readonly assertionId: string;
  readonly assertion?: { readonly careUnitId: string; readonly employeeId?: string };
  readonly validFrom?: string;
  readonly validTo?: string;
}

export interface Page {
  readonly result: { readonly resultCode: string; readonly resultText?: string };
  readonly changes: readonly Change[];
  readonly hasMore: boolean;
  readonly cursor?: string;
  readonly position: number;
  readonly readAt?: string;
}

interface PageAnswer extends Page {
  readonly status: number;
  readonly errors?: readonly { readonly element: string; readonly message: string }[];
}

/** One page of the changes of a care provider's consents. */
export async function pageAfter(
  url: string,
  careProviderId: string,
  cursor?: string,
  headers: Record<string, string> = {},
): Promise<PageAnswer> {
  const request = { careProviderId, ...(cursor !== undefined && { cursor }) };
  const { status, body } = await call(url, 'get-consent-changes', request, headers);
  const { getConsentChangesResult, errors } = body as {
    getConsentChangesResult: Page;
    errors?: PageAnswer['errors'];
  };
  return { status, ...getConsentChangesResult, ...(errors && { errors }) };
}

/** All changes after a cursor, and where the last page ended. */
export async function allAfter(
  url: string,
  careProviderId: string,
  cursor?: string,
): Promise<{ readonly changes: readonly Change[]; readonly last: Page }> {
  const changes: Change[] = [];
  for (let from = cursor; ;) {
    const page = await pageAfter(url, careProviderId, from);
    if (page.status !== 200) throw new Error(`The changes were answered ${page.status}.`);
    changes.push(...page.changes);
    if (!page.hasMore) return { changes, last: page };
    from = page.cursor;
  }
}
