import { PKIFailureInfoFlags, PKIStatus } from '@peculiar/asn1-tsp';
import { POLICY, StampingAuthority, type Flaws } from './given/stamping-authority';
import { InvalidTimeStamp } from './invalid-time-stamp';
import { timeStampRequest, tokenIn } from './time-stamp-request';
import { readTimeStamp, type Stamped } from './time-stamp-token';

const data = 'consent-ledger\n5\nAAAA\n\n— consent-ledger AAAA\n';

let authority: StampingAuthority;
beforeAll(async () => {
  authority = await StampingAuthority.create();
});

/** Asks for a time stamp, and reads it. */
async function stamp(flaws: Flaws = {}, differences: Partial<Stamped> = {}) {
  const { der, nonce } = timeStampRequest(data);
  const token = tokenIn(await authority.answer(der, flaws));
  return readTimeStamp(token, { data, nonce, authorities: authority.pem, ...differences });
}

it('proves that something was there at a time', async () => {
  const time = new Date('2026-03-02T07:00:00Z');
  const read = { time: '2026-03-02T07:00:00.000Z', policy: POLICY, signer: 'CN=Times 1' };
  expect(await stamp({ time })).toEqual(read);
  expect(await stamp({ time }, { policy: POLICY, nonce: undefined })).toEqual(read);
});

it('stays good when the certificate of its signer has ended since', async () => {
  const flaws = { time: new Date('2021-03-02T07:00:00Z'), validTo: new Date('2022-01-01') };
  expect(await stamp(flaws)).toMatchObject({ time: '2021-03-02T07:00:00.000Z' });
});

it('takes the certificate of its signer as it came, also where DER would be shorter', async () => {
  expect(await stamp({ isExplicit: true })).toMatchObject({ signer: 'CN=Times 1' });
});

const CODE_SIGNING = '1.3.6.1.5.5.7.3.3';
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';

it.each<[string, Flaws, Partial<Stamped>, RegExp]>([
  ['is of other data', {}, { data: `${data} ` }, /of other data/],
  ['answers another request', {}, { nonce: Buffer.from('6'.repeat(32), 'hex') }, /answers another request/],
  ['answers without the number that was sent', { hasNonce: false }, {}, /answers another request/],
  ['is by another policy', {}, { policy: '1.2.3.4.2' }, /policy 1\.2\.3\.4\.1, and 1\.2\.3\.4\.2/],
  ['is signed by somebody for other uses', { usages: [CODE_SIGNING] }, {}, /not for time stamping alone/],
  ['is signed by somebody for more', { usages: [TIME_STAMPING, CODE_SIGNING] }, {}, /not for time stamping/],
  [
    'is by a certificate that need not be understood',
    { isUsageCritical: false },
    {},
    /not for time stamping/,
  ],
  ['is signed after its certificate had ended', { validTo: new Date('2021-01-01') }, {}, /valid then/],
  ['names another certificate', { namesAnother: true }, {}, /names as its signer is not in it/],
  ['has a wrong signature', { isForged: true }, {}, /signature is wrong/],
  ['was refused', { status: PKIStatus.rejection }, {}, /gives no time stamp \(status 2\)/],
  [
    'was refused with words',
    { status: PKIStatus.rejection, words: ['No\nsuch', 'policy'], failInfo: PKIFailureInfoFlags.badRequest },
    {},
    /\(status 2; badRequest; No such policy\)/,
  ],
])('is not believed when it %s', async (_, flaws, differences, message) => {
  await expect(stamp(flaws, differences)).rejects.toThrow(InvalidTimeStamp);
  await expect(stamp(flaws, differences)).rejects.toThrow(message);
});

it('is not believed by another authority', async () => {
  const { pem } = await StampingAuthority.create();
  await expect(stamp({}, { authorities: pem })).rejects.toThrow(/does not lead to a given authority/);
});

it('is not believed when bytes of it are others', async () => {
  const { der } = timeStampRequest(data);
  const token = tokenIn(await authority.answer(der));
  const good = readTimeStamp(token, { data, authorities: authority.pem });
  const read: object[] = [];
  for (let place = 0; place < token.length; place += 11) {
    const changed = Buffer.from(token);
    changed[place]! ^= 0x01;
    try {
      read.push(readTimeStamp(changed, { data, authorities: authority.pem }));
    } catch (error) {
      expect(error).toBeInstanceOf(InvalidTimeStamp);
    }
  }
  // Some bytes say nothing: versions, and who signs, which the signature says again.
  expect(read.filter((one) => JSON.stringify(one) !== JSON.stringify(good))).toEqual([]);
});
