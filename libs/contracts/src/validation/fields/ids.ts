import { HSA_ID_MAX_LENGTH } from '#consent';
import { obey } from '../rule';
import { HsaIdFormat, IdentityFormat, IdentityKindExists, IdentityMatchesKind } from '../rules/identities';
import { Uuid } from '../rules/plain-values';
import { ActorIdLength, MaxLength, PrintableText } from '../rules/texts';
import { isMissing } from '../values';
import { type FieldOptions, documented, field, inXml, silenceOf } from './field';

export const UUID_LENGTH = 36;

/** What the schema calls the type of a consent's id. */
export const ID_TYPE = 'Id';

/** The consent's own id. */
export const AssertionId = (): PropertyDecorator =>
  documented(
    { about: 'The id of the consent: a UUID that its first registrant chose.' },
    { format: 'uuid', maxLength: UUID_LENGTH, example: '3f0c1c9a-52f1-4f5e-9d55-0a5bb1a1c0de' },
    inXml({}, 'text', { type: ID_TYPE, maxLength: UUID_LENGTH }),
    obey(Uuid),
  );

interface HsaIdOptions extends FieldOptions {
  readonly example: string;
}

/** What the schema calls the type of every HSA-id. */
export const HSA_ID_TYPE = 'HsaId';

const onWire = (options: FieldOptions): PropertyDecorator =>
  inXml(options, 'text', { type: HSA_ID_TYPE, maxLength: HSA_ID_MAX_LENGTH });

const api = ({ example }: HsaIdOptions) => ({ example, maxLength: HSA_ID_MAX_LENGTH });

/** An HSA-id whose length has a text of its own. */
export const HsaId = (options: HsaIdOptions): PropertyDecorator =>
  field(
    options,
    api(options),
    onWire(options),
    obey(HsaIdFormat, silenceOf(options), Infinity),
    obey(MaxLength, HSA_ID_MAX_LENGTH),
  );

/** An HSA-id where one that is too long is malformed. */
export const HsaIdOfOrganisation = (options: HsaIdOptions): PropertyDecorator =>
  field(options, api(options), onWire(options), obey(HsaIdFormat, silenceOf(options), HSA_ID_MAX_LENGTH));

/** An optional HSA-id that only informs; an empty one is no more than a form field left empty. */
export const HsaIdForInformation = (options: HsaIdOptions): PropertyDecorator =>
  field(
    { ...options, optional: true },
    api(options),
    onWire({ ...options, optional: true }),
    obey(HsaIdFormat, isMissing, Infinity),
    obey(MaxLength, HSA_ID_MAX_LENGTH),
  );

/** An HSA-id that is only compared with others: one of any form is allowed, and matches nothing. */
export const HsaIdToCompare = (options: HsaIdOptions): PropertyDecorator =>
  field(
    options,
    api(options),
    onWire(options),
    obey(PrintableText, silenceOf(options)),
    obey(MaxLength, HSA_ID_MAX_LENGTH),
  );

/** The same in CheckConsent's actor. */
export const ActorHsaId = (options: HsaIdOptions): PropertyDecorator =>
  field(
    options,
    api(options),
    onWire(options),
    obey(PrintableText, silenceOf(options)),
    obey(ActorIdLength, HSA_ID_MAX_LENGTH),
  );

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

/** The id of a webhook: its owner chose it. */
export const WebhookId = (about = 'The id of the webhook.'): PropertyDecorator =>
  documented(
    { about },
    { format: 'uuid', maxLength: UUID_LENGTH, example: 'c9d2b7a0-4c1e-4b7e-9f55-6a5bb1a1c0de' },
    obey(Uuid),
  );
