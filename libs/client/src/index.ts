export { clientCredentials, type ClientCredentialsOptions } from './authentication/client-credentials';
export { ownTokens, type OwnTokenOptions } from './authentication/own-tokens';
export type { CallerKey } from './authentication/signing-key';
export {
  CachedToken,
  TokenRefused,
  type IssuedToken,
  type ProvedRequest,
  type TokenSource,
} from './authentication/token-source';
export { inRequest } from './calls/request-scope';
export { ConsentClient, type ConsentClientOptions } from './consent-client';
export { ConsentCopy } from './copy/consent-copy';
export * from './copy/copy-answer';
export * from './copy/copy-options';
export { UnreadableChanges } from './copy/read-page';
export { ConsentSnapshot } from './snapshot/consent-snapshot';
export {
  SnapshotDenied,
  SnapshotRefused,
  type AnsweredBySnapshot,
  type SnapshotAnswer,
  type SnapshotRecord,
  type WhyNotFromSnapshot,
  type WhyRefused,
} from './snapshot/snapshot-answer';
export * from './snapshot/snapshot-options';
export {
  verifyWebhook,
  WebhookNotVerified,
  type ReceivedWebhook,
  type WebhookMessage,
} from './webhooks/verify-webhook';
export type { RetryOptions } from './http/retry';
export type { TlsMaterial } from './http/transport';
export * from './messages/change-stream';
export type { CallContext, ChangeOptions, CheckOptions, QueryOptions } from './messages/call-options';
export * from './messages/consent-api';
export * from './messages/errors';
export * from './messages/results';
export * from './messages/webhook-api';
export type {
  AccessingActorType,
  ActionType,
  ActorType,
  CancelledAssertionType,
  ConsentChangeType,
  ContractPath,
  ElementError,
  ExtendedPDLAssertionType,
  IIType,
  PDLAssertionType,
  RequestAt,
  ResponseAt,
  ResultCode,
} from '#contracts';
