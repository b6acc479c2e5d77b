import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OpenStores } from '#consent-ledger';
import { StampingAuthority } from '#evidence/given';
import { readConfig } from '#platform';
import { timeStampCondition } from './time-stamp-condition';

const NOW = Date.parse('2026-03-20T07:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'time-stamps-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The condition of both histories, whose newest checkpoints and time stamps are these. */
async function condition(stamped: object) {
  const file = join(folder, 'authorities.pem');
  writeFileSync(file, (await StampingAuthority.create()).pem);
  const config = readConfig({ TIME_STAMP_URL: 'http://127.0.0.1:1/', TIME_STAMP_AUTHORITIES_FILE: file });
  const readStream = async (stream: string) =>
    stream.includes('stamped')
      ? [{ type: 'CheckpointStamped.v1', data: { checkpoint: 'note', token: 'AAAA', size: 5, ...stamped } }]
      : [{ type: 'CheckpointSigned.v1', data: { checkpoint: 'note', size: 5 } }];
  return timeStampCondition({ auditStore: { readStream } } as unknown as OpenStores, config, () => NOW);
}

const advised = [true, true];

it.each([
  ['no advice for a time stamp on the newest checkpoint', { stampedAt: '2026-03-01T07:00:00.000Z' }, []],
  ['advice for one of a time that is still to come', { stampedAt: '2027-03-01T07:00:00.000Z' }, advised],
  ['advice for one whose time is not recorded', {}, advised],
])('gives %s', async (_, stamped, expected) => {
  const findings = await condition(stamped);
  expect(findings).toHaveLength(2);
  expect(findings.flatMap(({ advice }) => (advice === undefined ? [] : [true]))).toEqual(expected);
});
