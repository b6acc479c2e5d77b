import type { PersonIdentity } from '#consent';
import { InvalidParameter } from '../http/fhir-refusals';

const OID = 'urn:oid:';

/** The system of HSA-ids. */
export const HSA = `${OID}1.2.752.129.2.1.4.1`;

/** An identifier, as FHIR has it. */
export interface Identifier {
  readonly system?: string;
  readonly value?: string;
}

export const personIdentifier = ({ root, extension }: PersonIdentity): Identifier => ({
  system: OID + root,
  value: extension,
});

const STRUCTURE = 'http://hl7.org/fhir/StructureDefinition';

interface Extended {
  readonly extension: readonly object[];
}

interface MaskedIdentifier {
  readonly system: string;
  readonly _value: Extended;
}

/** An element without a value, and why it has none. */
export const absent = (reason: 'masked' | 'unknown'): Extended => ({
  extension: [{ url: `${STRUCTURE}/data-absent-reason`, valueCode: reason }],
});

/** An identity that is covered: it has no value, and what is left of it is for people to read. */
export const maskedPersonIdentifier = ({ root, extension }: PersonIdentity): MaskedIdentifier => ({
  system: OID + root,
  _value: {
    extension: [
      ...absent('masked').extension,
      { url: `${STRUCTURE}/rendered-value`, valueString: extension },
    ],
  },
});

/** A reference to what has no resource here. */
export interface KnownBy {
  readonly type: string;
  readonly identifier: Identifier;
}

/** A person or an organisation that is known by its identifier alone: this service holds no resource of it. */
export const known = (type: string, identifier: Identifier): KnownBy => ({ type, identifier });

export const knownByHsaId = (type: string, hsaId: string): KnownBy =>
  known(type, { system: HSA, value: hsaId });

/** An identity as the contracts have it. Whether it is one, the contract says. */
export const identityIn = ({ system = '', value = '' }: Identifier): PersonIdentity => ({
  root: system.startsWith(OID) ? system.slice(OID.length) : system,
  extension: value,
});

/** @throws InvalidParameter when it is of another system than that of HSA-ids. */
export function hsaIdIn({ system = HSA, value = '' }: Identifier, parameter: string): string {
  if (system !== HSA && system !== '')
    throw new InvalidParameter(`The system of the parameter ${parameter} must be ${HSA}.`);
  return value;
}
