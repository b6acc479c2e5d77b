import { createPublicKey, type JsonWebKey } from 'node:crypto';
import { ValidateBy } from 'class-validator';
import { holdsPersonIdentity } from '#consent';
import { rights, type Right } from './rights';

/** Letters, digits and dashes: an HSA-id of any form, or an organisation number. Never the number of a person. */
export const isSystemId = (value: unknown): boolean =>
  typeof value === 'string' && /^[A-Za-z0-9][A-Za-z0-9-]{1,31}$/.test(value) && !holdsPersonIdentity(value);

export const IsSystemId = (): PropertyDecorator =>
  rule(
    'isSystemId',
    isSystemId,
    '$property must be an HSA-id or an organisation number, 32 characters at most',
  );

/** The word `all`, or a list without repetitions of what `isOne` accepts. */
export const IsAllOr = (isOne: (value: unknown) => boolean, what: string): PropertyDecorator =>
  rule(
    'isAllOr',
    (value) =>
      value === 'all' || (isList(value) && new Set(value).size === value.length && value.every(isOne)),
    `$property must be "all" or a list of ${what}, each once`,
  );

const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** An address by https; by http on this machine only. */
export const IsSecureAddress = (): PropertyDecorator =>
  rule('isSecureAddress', isSecureAddress, '$property must be an https address without a user or a password');

function isSecureAddress(value: unknown): boolean {
  if (typeof value !== 'string' || !URL.canParse(value)) return false;
  const { protocol, hostname, username, password } = new URL(value);
  if (username !== '' || password !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname));
}

/** A set of public keys: a private one must not lie in the register, and a shared secret would let every reader make tokens. */
export const IsPublicKeySet = (): PropertyDecorator =>
  rule(
    'isPublicKeySet',
    isPublicKeySet,
    '$property must be {"keys": [...]} with whole public keys only (kty EC, OKP, or RSA of 2048 bits or more)',
  );

const isPublicKeySet = (value: unknown): boolean => {
  const { keys } = membersOf(value);
  return isList(keys) && keys.length > 0 && keys.every(isPublicKey);
};

/** Shorter ones verify nothing (RFC 7518). */
const LEAST_RSA_BITS = 2048;

function isPublicKey(value: unknown): boolean {
  const { kty, d } = membersOf(value);
  if (d !== undefined || !['EC', 'RSA', 'OKP'].some((kind) => kind === kty)) return false;
  try {
    const { asymmetricKeyDetails } = createPublicKey({ key: value as JsonWebKey, format: 'jwk' });
    return (asymmetricKeyDetails?.modulusLength ?? LEAST_RSA_BITS) >= LEAST_RSA_BITS;
  } catch {
    return false;
  }
}

/** SHA-256 as most tools print it: with colons or without, in any case. */
export const IsThumbprint = (): PropertyDecorator =>
  rule(
    'isThumbprint',
    (value) => typeof value === 'string' && /^[0-9a-f]{64}$/i.test(value.replaceAll(':', '')),
    '$property must be the SHA-256 of a certificate, 64 hexadecimal digits',
  );

export const IsRightsByScope = (): PropertyDecorator =>
  rule(
    'isRightsByScope',
    (value) =>
      isObject(value) && Object.entries(value).every(([scope, given]) => scope !== '' && areRights(given)),
    `$property must give each scope a list of rights out of: ${rights.join(', ')}`,
  );

const areRights = (value: unknown): boolean =>
  isList(value) && value.every((one) => rights.includes(one as Right));

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !isList(value);
const membersOf = (value: unknown) => (isObject(value) ? value : {});

const rule = (name: string, validate: (value: unknown) => boolean, message: string): PropertyDecorator =>
  ValidateBy({ name, validator: { validate, defaultMessage: () => message } });
