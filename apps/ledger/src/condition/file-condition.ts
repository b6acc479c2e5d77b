import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { localTime } from '#audit';
import { readRegister } from '#callers';
import { keyFile } from '#evidence';
import type { Clock, Config } from '#platform';
import { sentenceOf } from '../known-failures';
import type { Finding } from './finding';

const DAY = 86_400_000;

/** How long before its end a certificate is worth a word, in milliseconds. */
const SOON = 30 * DAY;

/** What everyone may do with a file. A group may read keys: containers get them so. */
const EVERYONE = 0o007;

/** Whether the files that the settings name can be used, and are as private as they should be. */
export function fileCondition(config: Config, clock: Clock): readonly Finding[] {
  return [
    ...checkpointKey(config),
    ...ofFile('TLS certificate', config.TLS_CERTIFICATE_FILE, (file) => expiry(file, clock())),
    ...ofFile('TLS key', config.TLS_KEY_FILE, privacy),
    ...ofFile('Callers', config.CALLERS_FILE, register),
  ];
}

function checkpointKey(config: Config): readonly Finding[] {
  const [about, file] = ['Checkpoint key', keyFile(config)];
  const isStillToBeMade = config.CHECKPOINT_KEY_FILE === undefined && !existsSync(file);
  return isStillToBeMade ? [{ about, state: 'made at the first start' }] : ofFile(about, file, privacy);
}

type Judged = Omit<Finding, 'about'>;

/** @param judge looks at the file. What it throws of the file becomes a finding. */
function ofFile(
  about: string,
  file: string | undefined,
  judge: (file: string) => Judged,
): readonly Finding[] {
  if (file === undefined) return [];
  try {
    return [{ about, ...judge(file) }];
  } catch (error) {
    const sentence = sentenceOf(error);
    if (sentence === null) throw error;
    return [{ about, state: `cannot be used (${file})`, advice: sentence }];
  }
}

function privacy(file: string): Judged {
  const isPrivate = (statSync(file).mode & EVERYONE) === 0;
  if (isPrivate) return { state: `private (${file})` };
  return {
    state: `can be used by everyone (${file})`,
    advice: `Let its owner alone use it: chmod 600 ${file}`,
  };
}

function expiry(file: string, now: number): Judged {
  const end = Date.parse(new X509Certificate(readFileSync(file)).validTo);
  const [until, left] = [localTime(end), end - now];
  if (left <= 0)
    return { state: `expired ${until}`, advice: 'Replace it. The service reads the new one by itself.' };
  const state = `valid until ${until}`;
  return left > SOON
    ? { state }
    : { state, advice: 'Replace it in time. The service reads the new one by itself.' };
}

function register(file: string): Judged {
  const { callers, issuers } = readRegister(readFileSync(file, 'utf8'));
  return { state: `${callers.length} registered, tokens of ${issuers.length} issuers (${file})` };
}
