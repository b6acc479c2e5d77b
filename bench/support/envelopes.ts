/** A request at the SOAP door: where it is sent, what its header says, and its message. */
export interface SoapRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly envelope: string;
}

interface Body {
  readonly [element: string]: string | Body;
}

/** What an envelope weighs that comes through the national platform, indented and with the headers of those on its way. */
const ENVELOPE_BYTES = 3_000;

const CONSENT = 'urn:riv:informationsecurity:authorization:consent';
const NATIONAL_SERVICE = 'SE165565594230-1000';

/** The JSON body of a contract of version 2 as the envelope that an enterprise client would send. */
export function soapRequest(contract: string, json: string): SoapRequest {
  const messages = `${CONSENT}:${contract}Responder:2`;
  const content = elements(JSON.parse(json) as Body, 'urn1', '         ');
  const message =
    `      <urn1:${contract} xmlns:urn1="${messages}" xmlns:urn2="${CONSENT}:2">\n` +
    `${content}      </urn1:${contract}>\n`;
  return {
    path: `/${contract}/2/rivtabp21`,
    headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: `"${messages}:${contract}"` },
    envelope: enveloped(message),
  };
}

/** Indented elements; those below a message's children are in the namespace of the types. */
const elements = (body: Body, prefix: string, margin: string): string =>
  Object.entries(body)
    .map(([name, value]) => {
      const tag = `${prefix}:${name}`;
      if (typeof value === 'string') return `${margin}<${tag}>${value}</${tag}>\n`;
      return `${margin}<${tag}>\n${elements(value, 'urn2', `${margin}   `)}${margin}</${tag}>\n`;
    })
    .join('');

function enveloped(message: string): string {
  const head =
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    '<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:urn="urn:riv:itintegration:registry:1">\n' +
    '   <soapenv:Header>\n' +
    `      <urn:LogicalAddress>${NATIONAL_SERVICE}</urn:LogicalAddress>\n`;
  const tail = `   </soapenv:Header>\n   <soapenv:Body>\n${message}   </soapenv:Body>\n</soapenv:Envelope>\n`;
  return head + hops(ENVELOPE_BYTES - Buffer.byteLength(head + tail)) + tail;
}

/** Headers of the systems on the way, so many bytes or a few more. */
function hops(bytes: number): string {
  let written = '';
  for (let hop = 1; written.length < bytes; hop += 1) {
    written +=
      `      <hop:Hop xmlns:hop="urn:example:routing">\n         <hop:System>SE165565594230-H${hop}</hop:System>\n` +
      '         <hop:Passed>2026-03-02T12:00:00</hop:Passed>\n      </hop:Hop>\n';
  }
  return written;
}
