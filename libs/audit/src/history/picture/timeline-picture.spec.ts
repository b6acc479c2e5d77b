import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { holdsPersonIdentity } from '#consent';
import { child, registered, stated, tolvan } from '#consent/given';
import { exampleHistories, exampleNow, historyOfEvents } from '../given/example-histories';
import { timelinePicture } from './timeline-picture';

const EXAMPLE = join(__dirname, '../../../../../docs/timeline.svg');
const title = 'Consents of a patient';

const pictureOf = async (...consents: readonly Parameters<typeof registered>[0][]) => {
  const histories = await Promise.all(consents.map((consent) => historyOfEvents([registered(consent)])));
  return timelinePicture({ title, histories, omitted: 0, now: exampleNow });
};

it('is the one that the documentation shows', async () => {
  const drawn = timelinePicture({ title, histories: await exampleHistories(), omitted: 0, now: exampleNow });
  expect(drawn).toBe(readFileSync(EXAMPLE, 'utf8'));
});

it('holds no personal identity but the one in its title', async () => {
  const histories = await exampleHistories();
  const draw = (named: string) => timelinePicture({ title: named, histories, omitted: 0, now: exampleNow });
  expect(holdsPersonIdentity(draw(title))).toBe(false);
  expect(draw(`Consents of ${child.extension}`)).toContain(`>Consents of ${child.extension}</title>`);
  expect(draw(title)).not.toContain(tolvan.extension.slice(-4));
});

it('loads nothing, and runs nothing', async () => {
  const drawn = timelinePicture({ title, histories: await exampleHistories(), omitted: 0, now: exampleNow });
  expect(drawn).not.toMatch(/<script|<image|<use|href|url\(|\son\w+=|@import|<foreignObject/i);
});

it('takes nothing that was stored for markup', async () => {
  const drawn = await pictureOf({ careUnitId: `</text><script>alert("&'")</script>\u0000` });
  expect(drawn).toContain('&lt;/text&gt;&lt;script&gt;alert("&amp;\'")&lt;/script&gt;\uFFFD<');
  expect(drawn).not.toContain('<script');
});

it('lets what has no end, or a far one, run out at the right', async () => {
  const arrows = (drawn: string) => drawn.split('<path class="bar valid"').length - 1;
  expect(arrows(await pictureOf({}))).toBe(1);
  expect(arrows(await pictureOf({ end: stated('9999-12-31T23:59:59') }))).toBe(1);
  expect(arrows(await pictureOf({ end: stated('2026-04-01T00:00:00') }))).toBe(0);
});

it('shows what it can of what began long ago, and does not shrink the rest for it', async () => {
  const drawn = await pictureOf({ start: stated('1900-01-01T00:00:00') });
  expect(drawn).toMatch(/<rect class="bar unrecorded" x="290"/);
  expect(drawn).toContain('2026');
  expect(drawn).not.toContain('>1900<');
});

it('says what it leaves out, and when there is nothing', async () => {
  const [first] = await exampleHistories();
  const some = timelinePicture({ title, histories: [first!], omitted: 41, now: exampleNow });
  expect(some).toContain('Consents: the first 1 of 42');
  expect(some).toContain('41 more are not drawn.');
  expect(await pictureOf()).toContain('>No consent.<');
});
