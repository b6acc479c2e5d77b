import { soapAction, soapPath } from '../../apps/api/src/doors/soap';
import type { SoapContract } from '../../apps/api/src/contract/soap-contract';
import { demandValid } from '../soap/valid-answers';

export interface SoapAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/**
 * Sends exactly this to a contract's address at the SOAP door. A header that is empty is not sent.
 * @throws when the answer, whatever it is, is not as the served schemas say.
 */
export async function soapCall(
  url: string,
  contract: SoapContract,
  body: string | Buffer<ArrayBuffer>,
  headers: Record<string, string> = {},
): Promise<SoapAnswer> {
  const all = {
    'content-type': 'text/xml; charset=utf-8',
    soapaction: `"${soapAction(contract)}"`,
    ...headers,
  };
  const response = await fetch(url + soapPath(contract), {
    method: 'POST',
    headers: Object.fromEntries(Object.entries(all).filter(([, value]) => value !== '')),
    body,
  });
  const text = await response.text();
  await demandValid(new URL(url).origin, text);
  return { status: response.status, headers: response.headers, text };
}

const between = (text: string, name: string): string | undefined => {
  const found = new RegExp(`<(?:\\w+:)?${name}>([^<]*)</`).exec(text)?.[1];
  return found?.replace(/&(amp|lt|gt|#13);/g, (_reference, name: string) => characters[name]!);
};

const characters: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', '#13': '\r' };

/** The answer's result, wherever the contract's response has it. */
export const resultIn = ({ text }: SoapAnswer) => ({
  resultCode: between(text, 'resultCode'),
  resultText: between(text, 'resultText'),
});

/** The answer's fault. */
export const faultIn = ({ text }: SoapAnswer) => ({
  faultcode: between(text, 'faultcode'),
  faultstring: between(text, 'faultstring'),
  eventId: between(text, 'eventId'),
});

/** What an answer says, without prefixes, namespaces and envelope. */
export const bareResponse = ({ text }: SoapAnswer): string =>
  /<m:\w+Response [^>]*>(.*)<\/m:\w+Response>/s.exec(text)![1]!.replace(/<(\/?)\w+:/g, '<$1');
