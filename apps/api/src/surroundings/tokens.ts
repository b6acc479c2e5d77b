/** What the composition root hands to the parts that Nest builds, where a class does not already name it. */
export const CONFIG = Symbol('Config');
export const SIGNER = Symbol('NoteSigner');
export const LOG = Symbol('Logger');
export const CLOCK = Symbol('Clock');
export const EVENT_STORE = Symbol('EventStore');
export const AUDIT_STORE = Symbol('AuditStore');
export const CALLERS_NOW = Symbol('CallersNow');
export const WEBHOOK_SECRETS = Symbol('WebhookSecrets');
export const TRACING = Symbol('Tracing');
