/** No contract of the consent service answered: it is down, too slow, or failed. Nothing is known of what was asked. */
export class ConsentServiceUnavailable extends Error {
  override readonly name = 'ConsentServiceUnavailable';
}
