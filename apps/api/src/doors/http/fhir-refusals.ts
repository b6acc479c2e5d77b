/** A search is in an address, where a personal identity would be kept in logs. */
export class SearchInAddress extends Error {
  override readonly name = 'SearchInAddress';
}

/** A parameter of a FHIR request cannot be used. The message names it, and holds nothing of what was sent. */
export class InvalidParameter extends Error {
  override readonly name = 'InvalidParameter';
}

/** The answer is asked for in a format that there is not. */
export class NotAcceptable extends Error {
  override readonly name = 'NotAcceptable';
}
