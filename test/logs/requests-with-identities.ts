import { cancelExtendedConsentExample } from '../../apps/api/src/contracts/cancel-extended-consent/cancel-extended-consent.dto';
import { checkConsentExample } from '../../apps/api/src/contracts/check-consent/check-consent.dto';
import { deleteExtendedConsentExample } from '../../apps/api/src/contracts/delete-extended-consent/delete-extended-consent.dto';
import { endConsentByPatientExample } from '../../apps/api/src/contracts/end-consent-by-patient/end-consent-by-patient.dto';
import { getAllExtendedConsentsForPatientExample } from '../../apps/api/src/contracts/get-all-extended-consents-for-patient/get-all-extended-consents-for-patient.dto';
import { getConsentsForCareProviderExample } from '../../apps/api/src/contracts/get-consents-for-care-provider/get-consents-for-care-provider.dto';
import { getConsentsForPatientExample } from '../../apps/api/src/contracts/get-consents-for-patient/get-consents-for-patient.dto';
import { getExtendedConsentsForPatientExample } from '../../apps/api/src/contracts/get-extended-consents-for-patient/get-extended-consents-for-patient.dto';
import { registerExtendedConsentExample } from '../../apps/api/src/contracts/register-extended-consent/register-extended-consent.dto';

/** A good request of every contract, in an order in which all of them come to something. */
export const examples: Readonly<Record<string, object>> = {
  'register-extended-consent': registerExtendedConsentExample,
  'check-consent': checkConsentExample,
  'get-consents-for-patient': getConsentsForPatientExample,
  'get-extended-consents-for-patient': getExtendedConsentsForPatientExample,
  'get-all-extended-consents-for-patient': getAllExtendedConsentsForPatientExample,
  'get-consents-for-care-provider': getConsentsForCareProviderExample,
  'end-consent-by-patient': endConsentByPatientExample,
  'cancel-extended-consent': cancelExtendedConsentExample,
  'delete-extended-consent': deleteExtendedConsentExample,
};

/** One person in all the ways people write it, and one each of the other kinds. */
export const identities = [
  '191212121212',
  '19121212-1212',
  '1212121212',
  '121212-1212',
  '121212+1212',
  '197010632391',
  '22950606FH20',
];

type Node = Record<string, unknown>;

/** The dotted paths of all elements, those that hold others included. */
function pathsOf(node: object, prefix = ''): string[] {
  return Object.entries(node).flatMap(([name, value]) => {
    const path = prefix + name;
    const isHolder = typeof value === 'object' && value !== null;
    return isHolder ? [path, ...pathsOf(value as object, `${path}.`)] : [path];
  });
}

function withElement(example: object, path: string, change: (holder: Node, name: string) => void): object {
  const body = structuredClone(example) as Node;
  const names = path.split('.');
  const last = names.pop()!;
  const holder = names.reduce((node, name) => node[name] as Node, body);
  change(holder, last);
  return body;
}

/** The example with an identity typed into each element in turn: as its value, inside a longer one, and as a name beside it. */
export const withIdentityEverywhere = (example: object, identity: string): object[] =>
  pathsOf(example).flatMap((path) => [
    withElement(example, path, (holder, name) => (holder[name] = identity)),
    withElement(example, path, (holder, name) => (holder[name] = `Anna ${identity}, ${identity}`)),
    withElement(example, path, (holder) => (holder[identity] = identity)),
  ]);
