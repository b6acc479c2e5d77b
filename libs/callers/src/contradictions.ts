import { hsaKey } from '#consent';
import { rightOfContract } from './rights';
import type { WrittenCaller, WrittenIssuer, WrittenRegister } from './written-register';

/** What is wrong between the parts of a register that are each well formed. */
export const contradictionsIn = ({ issuers, callers }: WrittenRegister): string[] => [
  ...repeated(
    issuers.map(({ issuer }) => issuer),
    (place) => `issuers[${place}].issuer`,
  ),
  ...issuers.flatMap(keyFaults),
  ...repeated(
    callers.map(({ systemId }) => hsaKey(systemId)),
    (place) => `callers[${place}].systemId`,
  ),
  ...callers.flatMap(proofFaults),
  ...certificateFaults(callers),
  ...tokenFaults(issuers, callers),
  ...callers.flatMap(contractFaults),
  ...callers.flatMap(limitFaults),
];

function repeated(values: readonly string[], placeOf: (index: number) => string): string[] {
  return values.flatMap((value, index) => {
    const first = values.indexOf(value);
    return first === index ? [] : [`${placeOf(index)}: the same as ${placeOf(first)}`];
  });
}

function keyFaults({ jwksUrl, jwks }: WrittenIssuer, index: number): string[] {
  if ((jwksUrl === undefined) !== (jwks === undefined)) return [];
  return [`issuers[${index}]: needs either jwksUrl or jwks`];
}

function tokenFaults(issuers: readonly WrittenIssuer[], callers: readonly WrittenCaller[]): string[] {
  const known = new Set(issuers.map(({ issuer }) => issuer));
  const tokens = callers.flatMap((caller, index) =>
    (caller.tokens ?? []).map((token, at) => ({ ...token, place: `callers[${index}].tokens[${at}]` })),
  );
  const unknown = tokens.filter(({ issuer }) => !known.has(issuer));
  return [
    ...unknown.map(({ place }) => `${place}.issuer: is not among the issuers`),
    ...repeated(
      tokens.map(({ issuer, clientId }) => JSON.stringify([issuer, clientId])),
      (at) => tokens[at]!.place,
    ),
  ];
}

function proofFaults({ tokens = [], certificates = [] }: WrittenCaller, index: number): string[] {
  return tokens.length + certificates.length > 0 ? [] : [`callers[${index}]: needs tokens or certificates`];
}

/** One serial number, or one thumbprint, proves one caller. */
function certificateFaults(callers: readonly WrittenCaller[]): string[] {
  const all = callers.flatMap((caller, index) =>
    (caller.certificates ?? []).map((proof, at) => ({
      ...proof,
      place: `callers[${index}].certificates[${at}]`,
    })),
  );
  const none = all.filter(({ serialNumber, thumbprint }) => (serialNumber ?? thumbprint) === undefined);
  return [
    ...none.map(({ place }) => `${place}: needs serialNumber or thumbprint`),
    ...repeated(
      all.map(
        ({ serialNumber, thumbprint, place }) =>
          serialNumber ?? thumbprint?.replaceAll(':', '').toLowerCase() ?? place,
      ),
      (at) => all[at]!.place,
    ),
  ];
}

/** A burst is what a limit on calls a second may exceed for a moment; an empty member limits nothing, which is not what it says. */
function limitFaults({ limits }: WrittenCaller, index: number): string[] {
  if (limits === undefined) return [];
  const place = `callers[${index}].limits`;
  if (limits.burst !== undefined && limits.perSecond === undefined)
    return [`${place}.burst: needs perSecond`];
  const isEmpty = limits.perSecond === undefined && limits.concurrent === undefined;
  return isEmpty ? [`${place}: needs perSecond or concurrent`] : [];
}

/** A contract that is listed without the right that it needs would be refused at every call. */
function contractFaults({ contracts = 'all', rights }: WrittenCaller, index: number): string[] {
  if (contracts === 'all') return [];
  const given = new Set<string>(rights);
  return contracts
    .filter((contract) => !given.has(rightOfContract[contract]))
    .map(
      (contract) => `callers[${index}].contracts: ${contract} needs the right ${rightOfContract[contract]}`,
    );
}
