import { rightOfContract, type GuardedName, type Right } from '#callers';
import { asOf } from '../../apps/api/src/audit/as-of/as-of.contract';
import { contracts, jsonOnly } from '../../apps/api/src/contracts';
import type { Route } from './routes';

const atJsonDoor = [...contracts, ...jsonOnly, asOf];
const auditorsQuestions = new Set(['AsOf', 'Decisions', 'History', 'ReadDecision']);

/** Kinds of addresses, of which each answers a caller in the same way. */
export type AddressKind = 'json' | 'many-checks' | 'soap' | 'ping' | 'audit' | 'metrics' | 'open';

export const isSoap = ({ url }: Route): boolean => url.endsWith('/rivtabp21');

export const isFhir = ({ url }: Route): boolean => url.startsWith('/fhir/');

/** What is asked at addresses that are not named after a contract. A search by FHIR names the care provider here. */
const elsewhere: Readonly<Record<string, string>> = {
  '/v2/history/:assertionId': 'History',
  '/v2/decisions': 'Decisions',
  '/fhir/Consent/:id': 'ReadConsent',
  '/fhir/Consent/_search': 'GetExtendedConsentsForPatient',
  '/fhir/Consent/$check': 'CheckConsent',
  '/fhir/AuditEvent/:id': 'ReadDecision',
  '/fhir/AuditEvent/_search': 'Decisions',
};

/** The contract, or the auditors' question, that an address answers. */
export function contractAt(route: Route): string | null {
  if (route.access === 'open' || route.url === '/metrics') return null;
  if (isSoap(route)) return route.url.split('/').at(-3)!;
  if (route.url in elsewhere) return elsewhere[route.url]!;
  const found = atJsonDoor.find(({ json }) => `/v2/${json.path}` === route.url);
  if (!found) throw new Error(`${route.method} ${route.url} belongs to no contract that this test knows.`);
  return found.name;
}

export function kindOf(route: Route): AddressKind {
  const contract = contractAt(route);
  if (contract === null) return route.access === 'open' ? 'open' : 'metrics';
  if (auditorsQuestions.has(contract)) return 'audit';
  if (contract === 'CheckConsents') return 'many-checks';
  if (contract === 'PingForConfiguration') return 'ping';
  return isSoap(route) ? 'soap' : 'json';
}

/** The contract whose right an address needs; `null`: it has none. */
export function guardedAt(route: Route): GuardedName | null {
  const contract = contractAt(route);
  if (contract === 'CheckConsents') return 'CheckConsent';
  return contract === null || contract === 'PingForConfiguration' ? null : (contract as GuardedName);
}

/** The right that an address needs; `null`: every caller may use it. */
export function rightOf(route: Route): Right | null {
  const contract = guardedAt(route);
  if (contract) return rightOfContract[contract];
  return kindOf(route) === 'metrics' ? 'metrics' : null;
}

/** The example of a contract in the documentation; history has none. */
export const exampleOf = (contract: string): Readonly<Record<string, unknown>> => {
  const found = atJsonDoor.find(({ name }) => name === contract);
  return (found ? Object.values(found.json.examples)[0] : {}) as Readonly<Record<string, unknown>>;
};
