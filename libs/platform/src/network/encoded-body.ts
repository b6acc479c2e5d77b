/** The body of a request is compressed or otherwise encoded. */
export class EncodedBody extends Error {
  constructor() {
    super('The request has a Content-Encoding, and none is taken.');
  }
}

/** Refuses a request by its header `Content-Encoding`, before its body is read. @throws EncodedBody */
export function demandPlainBody(contentEncoding: string | undefined): void {
  const encodings = (contentEncoding ?? '').split(',').map((encoding) => encoding.trim().toLowerCase());
  if (encodings.some((encoding) => encoding !== '' && encoding !== 'identity')) throw new EncodedBody();
}
