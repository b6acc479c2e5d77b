import type { IdentityCheck } from '#consent';
import { type ValidationArguments, ValidatorConstraint } from 'class-validator';
import type { Echo } from '../echo';
import { Rule, isSilent } from '../rule';
import { settings } from '../settings';
import { texts } from '../texts';
import { isMissing } from '../values';

/** Whether a value is an HSA-id, as the settings describe one. */
export const isHsaId = (value: unknown, maxLength: number): boolean =>
  typeof value === 'string' && value.length <= maxLength && settings.isHsaId(value);

/** An HSA-id, as the settings describe one. Its second constraint is the most characters that the format allows. */
@ValidatorConstraint({ name: 'hsaId' })
export class HsaIdFormat extends Rule {
  readonly row = 'id format';

  validate(value: unknown, args: ValidationArguments): boolean {
    return isHsaId(value, args.constraints[1] as number) || isSilent(value, args);
  }

  text(element: string): string {
    return texts.malformedId(element);
  }
}

interface Identity {
  readonly root?: unknown;
  readonly extension?: unknown;
}

const check = (object: object): IdentityCheck => {
  const { root, extension } = object as Identity;
  if (typeof root !== 'string') return 'unknown-root';
  return settings.identities.check(root, typeof extension === 'string' ? extension : '');
};

const echoRoot = (object: object, echo: Echo): string => echo((object as Identity).root);

/** The root is a kind of identity that the system has. Stands on the root. */
@ValidatorConstraint({ name: 'identityKind' })
export class IdentityKindExists extends Rule {
  readonly row = 'identity kind';

  validate(root: unknown, { object }: ValidationArguments): boolean {
    return isMissing(root) || check(object) !== 'unknown-root';
  }

  text(_element: string, { object }: ValidationArguments, echo: Echo): string {
    return texts.unknownIdentityKind(echoRoot(object, echo));
  }
}

/** The extension is well-formed for some kind. Stands on the extension, which is never repeated: it is a person's. */
@ValidatorConstraint({ name: 'identityFormat' })
export class IdentityFormat extends Rule {
  readonly row = 'identity format';

  validate(extension: unknown, { object }: ValidationArguments): boolean {
    return isMissing(extension) || check(object) !== 'malformed';
  }

  text(_element: string, { object }: ValidationArguments, echo: Echo): string {
    return texts.malformedIdentity(echoRoot(object, echo));
  }
}

/** The extension is not one of another kind than the root says. Stands on the root. */
@ValidatorConstraint({ name: 'identityMatch' })
export class IdentityMatchesKind extends Rule {
  readonly row = 'identity match';

  validate(_root: unknown, { object }: ValidationArguments): boolean {
    return check(object) !== 'other-kind';
  }

  text(_element: string, { object }: ValidationArguments, echo: Echo): string {
    return texts.otherIdentityKind(echoRoot(object, echo));
  }
}
