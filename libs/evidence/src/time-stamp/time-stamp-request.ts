import { createHash, randomBytes } from 'node:crypto';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import {
  MessageImprint,
  PKIStatus,
  TimeStampReq,
  TimeStampResp,
  type PKIStatusInfo,
} from '@peculiar/asn1-tsp';
import { AlgorithmIdentifier } from '@peculiar/asn1-x509';
import { SHA_256 } from './algorithms';
import { InvalidTimeStamp } from './invalid-time-stamp';

/** What is sent to a time-stamping authority. */
export interface TimeStampRequest {
  readonly der: Buffer;
  readonly nonce: Buffer;
}

const NONCE_BYTES = 16;

/** Asks for a time stamp on some data, of which only the hash is sent. */
export function timeStampRequest(data: string | Uint8Array, policy?: string): TimeStampRequest {
  const nonce = randomBytes(NONCE_BYTES);
  // As an integer it is positive, and has no byte too many.
  nonce[0] = (nonce[0]! & 0x3f) | 0x40;
  const request = new TimeStampReq({
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithm: SHA_256, parameters: null }),
      hashedMessage: new OctetString(createHash('sha256').update(data).digest()),
    }),
    nonce: new Uint8Array(nonce).buffer,
    certReq: true,
    ...(policy !== undefined && { reqPolicy: policy }),
  });
  return { der: Buffer.from(AsnConvert.serialize(request)), nonce };
}

/** The time stamp in an authority's answer. @throws InvalidTimeStamp when it gives none. */
export function tokenIn(answer: Uint8Array): Buffer {
  const { status, timeStampToken } = parsed(answer);
  const isGranted = status.status === PKIStatus.granted || status.status === PKIStatus.grantedWithMods;
  if (!isGranted || !timeStampToken)
    throw new InvalidTimeStamp(`The authority gives no time stamp (${inWords(status)}).`);
  return Buffer.from(AsnConvert.serialize(timeStampToken));
}

/** What an authority writes is shown as one line that is not too long. */
const LONGEST_WORDS = 200;

/** Why it refuses, by its number, its flags and its own words. */
function inWords({ status, statusString = [], failInfo }: PKIStatusInfo): string {
  const flags = [...new Set(failInfo?.toJSON())].join(', ');
  const words = [...statusString]
    .join(' ')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .slice(0, LONGEST_WORDS);
  return [`status ${status}`, flags, words].filter((part) => part !== '').join('; ');
}

function parsed(answer: Uint8Array): TimeStampResp {
  try {
    return AsnConvert.parse(answer, TimeStampResp);
  } catch (cause) {
    throw new InvalidTimeStamp('What the authority answers cannot be read.', { cause });
  }
}
