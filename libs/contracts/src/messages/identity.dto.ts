import { IdentityExtension, IdentityRoot } from '../validation';

/** A personal identity: the contract's IIType. */
export class IIType {
  @IdentityRoot()
  root: string;

  @IdentityExtension()
  extension: string;
}
