import { obey } from '../rule';
import { Uuid } from '../rules/uuid';
import { documented, inXml } from './field';

export const UUID_LENGTH = 36;

/** The consent's own id. */
export const AssertionId = (): PropertyDecorator =>
  documented(
    { about: 'The id of the consent: a UUID that its first registrant chose.' },
    { format: 'uuid', maxLength: UUID_LENGTH, example: '3f0c1c9a-52f1-4f5e-9d55-0a5bb1a1c0de' },
    inXml({}, 'text', { maxLength: UUID_LENGTH }),
    obey(Uuid),
  );
