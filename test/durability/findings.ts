import { isDeepStrictEqual } from 'node:util';
import { EmbeddedEventStore } from '#event-store';
import { call } from '../support/call';
import { inGroups } from '../support/in-groups';
import { allOfCareProvider } from '../support/paging';
import { toCheck } from '../support/requests';
import type { KnownConsent, Standing } from './load';
import { orderCheck, standingAfter } from './log-order';

/** How one consent looks through each query. */
interface Appearance {
  readonly check: boolean;
  readonly basic: boolean;
  readonly extended: Standing;
  readonly everywhere: Standing;
  readonly provider: 'none' | 'registered' | 'closed';
}

/** How it must look, in all of them, when this is what has become of it. */
const appearanceOf = (standing: Standing): Appearance => ({
  check: standing === 'registered',
  basic: standing === 'registered',
  extended: standing,
  everywhere: standing,
  provider: standing === 'cancelled' || standing === 'deleted' ? 'closed' : standing,
});

export interface Findings {
  /** What is wrong, in words. */
  readonly faults: string[];
  /** Of what was never answered: how much had happened, how much had not. */
  done: number;
  undone: number;
}

/** Holds every consent against what its caller knows, in every query and in the log itself. */
export async function inspect(
  url: string,
  dataDirectory: string,
  consents: readonly KnownConsent[],
): Promise<Findings> {
  const providers = await careProviders(url, consents);
  const { standings, faults } = await inspectLog(dataDirectory);
  const findings: Findings = { faults, done: 0, undone: 0 };
  await inGroups(16, consents, async (consent) => {
    const { assertionId, place } = consent;
    const seen = await appearance(url, consent, providers.get(place.careProviderId)!.get(assertionId));
    judge(consent, seen, standings.get(assertionId) ?? 'none', findings);
  });
  return findings;
}

function judge(consent: KnownConsent, seen: Appearance, inLog: Standing, findings: Findings): void {
  const { acknowledged, inDoubt } = consent;
  const possible = inDoubt ? [acknowledged, inDoubt] : [acknowledged];
  const actual = possible.find((standing) => isDeepStrictEqual(seen, appearanceOf(standing)));
  if (actual === undefined || actual !== inLog) {
    findings.faults.push(`${possible.join(' or ')}, in the log ${inLog}, seen as ${JSON.stringify(seen)}`);
  } else if (inDoubt) findings[actual === inDoubt ? 'done' : 'undone'] += 1;
}

async function careProviders(url: string, consents: readonly KnownConsent[]) {
  const ids = new Set(consents.map(({ place }) => place.careProviderId));
  const pages = new Map<string, Map<string, 'registered' | 'closed'>>();
  for (const id of ids) pages.set(id, await allOfCareProvider(url, id));
  return pages;
}

interface Extended {
  readonly pDLAssertion: { readonly assertionId: string };
  readonly cancellationInfo?: object;
  readonly deletionInfo?: object;
}

async function appearance(
  url: string,
  { assertionId, place }: KnownConsent,
  provider: Appearance['provider'] = 'none',
): Promise<Appearance> {
  const { patientId, careProviderId } = place;
  const ask = async (contract: string, body: object) =>
    (await call(url, contract, body)).body as Record<string, Record<string, unknown>>;
  const history = { patientId, getCancelledFlag: true };
  const [check, basic, extended, everywhere] = await Promise.all([
    ask('check-consent', toCheck(place)),
    ask('get-consents-for-patient', { careProviderId, patientId }),
    ask('get-extended-consents-for-patient', { careProviderId, ...history }),
    ask('get-all-extended-consents-for-patient', history),
  ]);
  const inForce = basic.getConsentsResult!.pdlAssertions as { assertionId: string }[];
  return {
    check: check.checkResult!.hasConsent as boolean,
    basic: inForce.some((one) => one.assertionId === assertionId),
    extended: standingIn(extended.getExtendedConsentsResult!.pdlAssertions as Extended[], assertionId),
    everywhere: standingIn(everywhere.getExtendedConsentsResult!.pdlAssertions as Extended[], assertionId),
    provider,
  };
}

function standingIn(assertions: readonly Extended[], assertionId: string): Standing {
  const found = assertions.find(({ pDLAssertion }) => pDLAssertion.assertionId === assertionId);
  if (!found) return 'none';
  if (found.cancellationInfo) return 'cancelled';
  return found.deletionInfo ? 'deleted' : 'registered';
}

/** Reads the log beside the running service: each consent's standing, and whatever is out of order. */
async function inspectLog(dataDirectory: string) {
  const log = await EmbeddedEventStore.open(`${dataDirectory}/log`);
  const standings = new Map<string, Standing>();
  const faults: string[] = [];
  const faultsOf = orderCheck();
  for await (const event of log.readAll()) {
    faults.push(...faultsOf(event));
    const standing = standingAfter[event.type];
    if (standing) standings.set(event.stream.replace('consent-', ''), standing);
  }
  await log.close();
  return { standings, faults };
}
