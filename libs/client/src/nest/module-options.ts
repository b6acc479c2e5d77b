import type { ConsentClientOptions } from '../consent-client';

/** How the consent service is called, and what of an incoming request is passed on to it. */
export interface ConsentClientModuleOptions extends ConsentClientOptions {
  /**
   * Passes on `x-rivta-original-serviceconsumer-hsaid` of the incoming request. Only behind a gateway that sets this header itself:
   * otherwise any caller chooses what the service keeps as the system where the request began. Default: no.
   */
  readonly passOnOriginalConsumer?: boolean;
}

/** The options of the module, for injection. */
export const CONSENT_CLIENT_OPTIONS = Symbol('CONSENT_CLIENT_OPTIONS');
