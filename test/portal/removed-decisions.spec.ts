import { AgedCopy } from '../retention/aged-copy';
import { formIn, PlainBrowser } from './support/browser';
import { auditor, physician, startSignedOnWith, type SignedOnPortal } from './support/signed-on-portal';

const DECISIONS = '/audit/decisions';

let copy: AgedCopy;
let portal: SignedOnPortal;
beforeAll(async () => {
  copy = await AgedCopy.make();
  await copy.renew();
  await copy.apply();
  portal = await startSignedOnWith({ DATA_DIR: copy.path }, physician(auditor));
});
afterAll(async () => {
  await portal.close();
  await copy.remove();
});

it.each([
  ['sv', 'Det du frågar om har gallrats'],
  ['nb', 'Det du spør om, er slettet'],
  ['en', 'What you ask about was removed by retention'],
])('what was removed is not shown as if nothing had been recorded: %s', async (language, sentence) => {
  const reviewer = new PlainBrowser(portal.url, portal.secrets[0]!, language);
  const form = formIn(await reviewer.get(DECISIONS), DECISIONS);
  const search = (fromDate: string, toDate: string) => reviewer.send(form, { fromDate, toDate });
  const pages = [await search('2015-03-01', '2015-03-05'), await reviewer.get(`${DECISIONS}/2015-03-02/0/0`)];
  for (const { status, text } of pages)
    expect({ status, text }).toEqual({ status: 410, text: expect.stringContaining(sentence) });
  expect((await search('2015-03-06', '2015-03-09')).status).toBe(200);
});
