import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { hsaKeys } from '#consent';
import { CallerRegister } from './caller-register';
import { contradictionsIn } from './contradictions';
import type { RegisteredCaller, TokenIssuer } from './registered-caller';
import { WrittenRegister, type WrittenCaller } from './written-register';

/** A file of callers cannot be used. `faults` are sentences, each with its place; the message joins them. */
export class UnusableRegister extends Error {
  override readonly name = 'UnusableRegister';

  constructor(readonly faults: readonly string[]) {
    super(`The register of callers cannot be used:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  }
}

/** Reads the text of a file of callers. @throws UnusableRegister naming every fault. */
export function readRegister(text: string): CallerRegister {
  const written = plainToInstance(WrittenRegister, parsed(text));
  const errors = validateSync(written, {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
  });
  const faults = errors.length > 0 ? faultsIn(errors, '') : contradictionsIn(written);
  if (faults.length > 0) throw new UnusableRegister(faults);
  return new CallerRegister(written.issuers as TokenIssuer[], written.callers.map(callerOf));
}

function parsed(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch (error) {
    throw new UnusableRegister([`The file is not JSON: ${(error as Error).message}`]);
  }
  throw new UnusableRegister(['The file must hold an object with the members issuers and callers']);
}

/** Each fault behind its place, such as `callers[2].tokens[0].issuer`. */
function faultsIn(errors: readonly ValidationError[], path: string): string[] {
  return errors.flatMap(({ property, constraints = {}, children = [] }) => {
    const place = placeOf(path, property);
    return [
      ...Object.entries(constraints).map(([rule, message]) => `${place}: ${inWords(rule, message)}`),
      ...faultsIn(children, place),
    ];
  });
}

const inWords = (rule: string, message: string): string =>
  rule === 'whitelistValidation' ? 'is not a known member' : message;

function placeOf(path: string, property: string): string {
  if (/^\d+$/.test(property)) return `${path}[${property}]`;
  return path === '' ? property : `${path}.${property}`;
}

function callerOf(written: WrittenCaller): RegisteredCaller {
  const {
    systemId,
    name,
    tokens = [],
    certificates = [],
    careProviders,
    contracts = 'all',
    rights,
    platform,
    limits,
  } = written;
  return {
    systemId,
    name,
    tokens,
    certificates: certificates.map(({ serialNumber, thumbprint, authority }) => ({
      serialNumber,
      thumbprint: plainThumbprint(thumbprint),
      authority: plainThumbprint(authority),
    })),
    careProviders: keysOf(careProviders),
    contracts: setOf(contracts),
    rights: new Set(rights),
    ...(platform && { platform: { consumers: keysOf(platform.consumers) } }),
    ...(limits && { limits: { ...limits } }),
  };
}

const plainThumbprint = (written: string | undefined): string | undefined =>
  written?.replaceAll(':', '').toLowerCase();

const keysOf = (ids: 'all' | readonly string[]): 'all' | ReadonlySet<string> =>
  ids === 'all' ? ids : hsaKeys(ids);

const setOf = <T extends string>(given: 'all' | readonly T[]): 'all' | ReadonlySet<T> =>
  given === 'all' ? given : new Set(given);
