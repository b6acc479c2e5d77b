import { isUuid, parseLocalTime, sameHsaId, type PersonIdentity } from '#consent';
import { calledContract, isBody, type Body } from '#contract-doors';
import { itemsIn, type Frame } from './frame';
import type { OtherService } from './other-service';
import { personIn } from './person-in';
import { SourceFailure } from './source-failure';

/** A consent as a care provider's list has it: enough to ask for it. */
export interface ListedConsent {
  readonly assertionId: string;
  readonly patient: PersonIdentity;
  /** As listed: what a consent that is held here is compared with. */
  readonly basics: Body;
}

/** All pages of a care provider's list as one. */
export interface SourceList {
  /** By id in lower case; of a consent that came several times, as it came last. */
  readonly consents: ReadonlyMap<string, ListedConsent>;
  /** Ids of those that have ended, in lower case. */
  readonly ended: ReadonlySet<string>;
  /** What the service left out, in its words. */
  readonly leftOut: ReadonlySet<string>;
  /** How many entries do not say which consent of which patient they are. */
  readonly nameless: number;
}

const contract = calledContract('GetConsentsForCareProvider', 2);

/** Reads every page. @throws SourceFailure */
export async function readList(service: OtherService, careProviderId: string): Promise<SourceList> {
  const list = {
    consents: new Map<string, ListedConsent>(),
    ended: new Set<string>(),
    leftOut: new Set<string>(),
  };
  const nameless = new Set<string>();
  let from: string | undefined;
  for (;;) {
    const body = {
      careProviderId,
      ...(from !== undefined && { createdOnOrAfter: from }),
      getCancelledFlag: true,
    };
    const frame = await service.ask(contract, body);
    if (frame.leftOut !== null) list.leftOut.add(frame.leftOut);
    for (const item of itemsIn(contract, frame, 'assertions'))
      note(item, careProviderId, list.consents, nameless);
    for (const item of itemsIn(contract, frame, 'cancelledAssertions')) noteEnded(item, list);
    if (!hasMore(frame)) return { ...list, nameless: nameless.size };
    from = nextAfter(frame, from);
  }
}

function note(
  item: unknown,
  careProviderId: string,
  consents: Map<string, ListedConsent>,
  nameless: Set<string>,
): void {
  const consent = isBody(item) ? consentIn(item, careProviderId) : null;
  if (consent) consents.set(consent.assertionId.toLowerCase(), consent);
  else nameless.add(JSON.stringify(item));
}

/** `null` where it does not say which consent of which patient of the care provider it is. */
function consentIn(basics: Body, careProviderId: string): ListedConsent | null {
  const { assertionId, careProviderId: provider } = basics;
  const patient = personIn(basics['patientId']);
  if (typeof assertionId !== 'string' || !isUuid(assertionId) || patient === null) return null;
  return typeof provider === 'string' && sameHsaId(provider, careProviderId)
    ? { assertionId, patient, basics }
    : null;
}

/** A page may repeat what an earlier one had, so what was listed and has ended meanwhile is in both lists. */
function noteEnded(
  item: unknown,
  { consents, ended }: { readonly consents: Map<string, ListedConsent>; readonly ended: Set<string> },
): void {
  const id = isBody(item) ? item['assertionId'] : undefined;
  if (typeof id !== 'string') return;
  consents.delete(id.toLowerCase());
  ended.add(id.toLowerCase());
}

/** @throws SourceFailure where it does not say so */
function hasMore({ root }: Frame): boolean {
  const { hasMore: more } = root;
  if (typeof more === 'boolean') return more;
  throw new SourceFailure(`${contract.name}: hasMore is neither true nor false.`);
}

/** Pages end: each begins later than the one before. @throws SourceFailure where it does not */
function nextAfter({ root }: Frame, before: string | undefined): string {
  const next = root['moreOnOrAfter'];
  const at = typeof next === 'string' ? parseLocalTime(next) : null;
  if (at === null)
    throw new SourceFailure(`${contract.name}: there are more pages, and moreOnOrAfter is not a time.`);
  if (before !== undefined && at <= parseLocalTime(before)!)
    throw new SourceFailure(
      `${contract.name}: the pages do not end, because moreOnOrAfter does not advance.`,
    );
  return next as string;
}
