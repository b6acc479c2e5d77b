import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { JsonDoor, SoapDoor, type Connection, type Door } from '#contract-doors';
import { WrongUsage } from '../../failure';
import type { Options } from '../../ledger-command';
import { proofOf } from './proof';

/** The door of the other service, as the options say. @throws WrongUsage, and of a file what the system says */
export function doorTo(address: string, source: string, options: Options): Door {
  const connection: Connection = {
    address: demandAddress(address),
    timeoutMs: timeoutOf(options),
    ...proofOf(options),
    tls: tlsOf(address, options),
  };
  const { logicalAddress = source } = options;
  return options.door === 'json'
    ? new JsonDoor(connection)
    : new SoapDoor(connection, String(logicalAddress));
}

/** The address is recorded with each consent, so it holds no secret. */
function demandAddress(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol))
    throw new WrongUsage('The address is an http or https address, such as https://consents.example.');
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    throw new WrongUsage('The address has a name, a password, a query or a fragment. Give it without them.');
  return text;
}

function timeoutOf({ timeout }: Options): number {
  const seconds = Number(timeout);
  if (seconds > 0 && seconds <= 600) return seconds * 1000;
  throw new WrongUsage('--timeout is in seconds: more than 0, at most 600.');
}

/** What cannot be used is found before anything is asked. */
function tlsOf(address: string, { ca, cert, key }: Options): Connection['tls'] {
  if ((cert === undefined) !== (key === undefined)) throw new WrongUsage('--cert and --key belong together.');
  const tls = { ca: pem(ca), cert: pem(cert), key: pem(key) };
  if (Object.values(tls).every((text) => text === undefined)) return {};
  if (!/^https:/i.test(address)) throw new WrongUsage('--cert, --key and --ca are for an https address.');
  try {
    createSecureContext(tls);
  } catch (error) {
    const { code = 'no PEM' } = error as { code?: string };
    throw new WrongUsage(`--cert, --key and --ca cannot be used: ${code}.`);
  }
  return tls;
}

const pem = (file: Options[string]): string | undefined =>
  typeof file === 'string' ? readFileSync(file, 'utf8') : undefined;
