export { Answer } from './answer';
export {
  ActorHsaId,
  AssertionId,
  HsaId,
  HsaIdForInformation,
  HsaIdOfOrganisation,
  HsaIdToCompare,
  IdentityExtension,
  IdentityRoot,
  WebhookId,
} from './ids';
export { Flag, FreeText, ListOf, OneOf, Part, Uri, nested } from './values';
export type { FieldOptions } from './field';
export { documented } from './field';
export { ActionTime, BeginningTime, KnownAt, NotBefore, Time } from './time';
