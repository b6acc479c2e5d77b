import { xmlText } from '#platform';
import { inEnvelope } from './write-response';

/** A fault as its caller sees it. */
export interface WrittenFault {
  readonly faultcode: string;
  readonly faultstring: string;
  /** Finds the log line; a UUID. */
  readonly eventId: string;
}

/** A fault in its envelope. The faultcode is one of SOAP's own. */
export const writeFault = ({ faultcode, faultstring, eventId }: WrittenFault): string =>
  inEnvelope(
    `<soap:Fault><faultcode>soap:${faultcode}</faultcode><faultstring>${xmlText(faultstring)}</faultstring>` +
      `<detail><eventId>${eventId}</eventId></detail></soap:Fault>`,
  );
