import type { Page } from 'playwright-core';
import { seenDifferences } from '../seen-difference';
import type { Stage } from '../stage';
import type { Visitor } from '../visitor';

const NARROW = { viewport: { width: 320, height: 640 } };

/** A unit whose name the portal has not asked for: it knows a name for some minutes. */
const UNIT = 'SE165565594230-3001';

/** As long as names of units are, with a word that fits no line of a telephone. */
const LONG_NAME =
  'Barn- och ungdomspsykiatriska öppenvårdsmottagningen för neuropsykiatriska utredningar, Thoraxkirurgiintensivvårdsavdelningen';

/**
 * What goes over the screen's edge, or is cut without a mark. What scrolls in a frame of its own is shown by the frame's edge, and a
 * picture has its own signs.
 */
const CUT = `[...document.querySelectorAll('body, body *')]
  .filter((element) => element.checkVisibility() && !element.closest('.unseen, .skip, .default-button, .scroll, svg'))
  .filter((element) => {
    const { overflowX, textOverflow } = getComputedStyle(element);
    const { right } = element.getBoundingClientRect();
    const isCut = overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1;
    return right > document.documentElement.clientWidth + 1 || (isCut && textOverflow !== 'ellipsis');
  })
  .map((element) => element.outerHTML.slice(0, 120))`;

/** A select has no text of its own that could be asked for its width: it is to say so by three dots. */
const SELECTS = `[...document.querySelectorAll('select')].every((one) => getComputedStyle(one).textOverflow === 'ellipsis')`;

async function expectNothingCut(page: Page, where: string): Promise<void> {
  const width = await page.evaluate<number>('document.documentElement.scrollWidth');
  const [cut, marked] = [await page.evaluate<string[]>(CUT), await page.evaluate<boolean>(SELECTS)];
  expect({ where, width, cut, marked }).toEqual({ where, width: 320, cut: [], marked: true });
}

/** From signing in to paper, as somebody whose unit has a long name. */
async function seeLongNames(visitor: Visitor): Promise<void> {
  const { page } = visitor;
  const look = async (where: string) => {
    expect([where, await page.locator('body').innerText()]).toEqual([
      where,
      expect.stringContaining(LONG_NAME),
    ]);
    await expectNothingCut(page, where);
  };
  await visitor.signIn('Ola Sætre');
  await look('workplace');
  await page.getByText(LONG_NAME).click();
  await visitor.press('main form button');
  await visitor.openPatient('200101010106');
  await look('no consents');
  await visitor.open('/consents/register');
  await page.locator('#type-consent').check();
  await page.locator('#end-first').check();
  await look('register');
  await visitor.press('main form .primary');
  await look('review');
  await visitor.press('main form .primary');
  await look('registered');
  await visitor.press('.is-valid .links a >> nth=0');
  const consent = visitor.path;
  await look('history');
  for (const below of ['print', 'cancel', 'end']) {
    await visitor.open(`${consent}/${below}`);
    await look(below);
  }
  await visitor.open(`${consent}/cancel`);
  await visitor.press('main form .danger');
}

/** On a telephone, or enlarged to four times the size. */
export function longNames(stageOf: () => Stage, locales: readonly string[]): void {
  it.each(locales)('has long names of units whole on 320 pixels, or with a mark, in %s', async (locale) => {
    const stage = stageOf();
    stage.system.registers.unitNames = { [UNIT]: LONG_NAME };
    try {
      await stage.visit(seeLongNames, { ...NARROW, locale });
    } finally {
      stage.system.registers.repair();
    }
  });
}

/** The narrow strip at the right edge of a frame, above its text. */
async function edgeOf(page: Page): Promise<Buffer> {
  const { x, y, width } = (await page.locator('.scroll').boundingBox())!;
  const corner = { x: Math.floor(x + width) - 2, y: Math.round(y) + 2 };
  return page.screenshot({ clip: { ...corner, width: 2, height: 3 } });
}

/** Scrolls the frame to its end, and returns how far that was. */
const SCROLL_TO_END = `(() => {
  const frame = document.querySelector('.scroll');
  frame.scrollLeft = frame.scrollWidth;
  return frame.scrollWidth - frame.clientWidth;
})()`;

/** Where a table is cut off, and where it is not. */
export function cutEdges(stageOf: () => Stage, schemes: readonly ('light' | 'dark')[]): void {
  it.each(schemes)('shows the edge at which a table is cut off, in %s colours', async (colorScheme) => {
    await stageOf().visit(
      async (visitor) => {
        const { page } = visitor;
        await visitor.open('/playground');
        await page.locator('.scroll').scrollIntoViewIfNeeded();
        const cut = await edgeOf(page);
        expect(await page.evaluate<number>(SCROLL_TO_END)).toBeGreaterThan(0);
        const [difference] = await seenDifferences(page, [[cut, await edgeOf(page)]]);
        expect(difference).toBeGreaterThan(0.4);
      },
      { ...NARROW, colorScheme },
    );
  });
}
