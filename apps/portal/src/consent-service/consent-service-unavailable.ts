/** No contract of the consent service answered: it is down, too slow, or failed. Nothing is known of what was asked. */
export class ConsentServiceUnavailable extends Error {
  override readonly name = 'ConsentServiceUnavailable';
}

/** The consent service refuses to answer the portal about a care provider: its settings do not let the portal act there. */
export class ConsentServiceDenied extends Error {
  override readonly name = 'ConsentServiceDenied';
}
