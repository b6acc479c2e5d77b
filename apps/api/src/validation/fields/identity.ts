import { obey } from '../rule';
import { IdentityFormat, IdentityKindExists, IdentityMatchesKind } from '../rules/identity';
import { field, inXml } from './field';

/** The OID that says of which kind a personal identity is. */
export const IdentityRoot = (): PropertyDecorator =>
  field(
    {
      about:
        'The OID of the kind of identity: personnummer …1.3.1, samordningsnummer …1.3.3, reserve id 1.2.752.74.9.1.',
    },
    { example: '1.2.752.129.2.1.3.1' },
    inXml({}, 'text'),
    obey(IdentityKindExists),
    obey(IdentityMatchesKind),
  );

/** A personal identity within its kind. The schema lets it be absent, and the table of response codes does not. */
export const IdentityExtension = (): PropertyDecorator =>
  field(
    { about: 'The identity itself, without hyphens.' },
    { example: '191212121212' },
    inXml({ optional: true }, 'text'),
    obey(IdentityFormat),
  );
