import type { Locator, Page } from 'playwright-core';

/** What WCAG asks of two things that are to be told apart. */
const CONTRAST = 3;

/** Two pictures of one size. */
export type Pair = readonly [one: Buffer, other: Buffer];

/** Runs in a page: which share of the pixels of each pair of pictures differs by that contrast. */
const COMPARE = `async (pairs, contrast) => {
  const read = async (png) => {
    const bitmap = await createImageBitmap(await (await fetch('data:image/png;base64,' + png)).blob());
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
    context.drawImage(bitmap, 0, 0);
    return context.getImageData(0, 0, bitmap.width, bitmap.height).data;
  };
  const part = (value) => value <= 10 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;
  const luminance = (data, at) => 0.2126 * part(data[at]) + 0.7152 * part(data[at + 1]) + 0.0722 * part(data[at + 2]);
  return Promise.all(pairs.map(async (pair) => {
    const [one, other] = await Promise.all(pair.map(read));
    const pixels = Array.from({ length: one.length / 4 }, (_, index) => {
      const [darker, lighter] = [luminance(one, 4 * index), luminance(other, 4 * index)].sort((a, b) => a - b);
      return (lighter + 0.05) / (darker + 0.05);
    });
    return pixels.filter((seen) => seen >= contrast).length / pixels.length;
  }));
}`;

/** Of each pair of pictures the share of the pixels in which they differ so that it is seen. */
export async function seenDifferences(page: Page, pairs: readonly Pair[]): Promise<number[]> {
  const blank = await page.context().newPage();
  try {
    const given = pairs.map((pair) => pair.map((picture) => picture.toString('base64')));
    return await blank.evaluate<number[]>(`(${COMPARE})(${JSON.stringify(given)}, ${CONTRAST})`);
  } finally {
    await blank.close();
  }
}

interface Area {
  readonly width: number;
  readonly height: number;
  /** How much around the element is shown too. */
  readonly around?: number;
}

/** A picture of the place where an element begins, of the same size whatever the element's is. */
export async function pictureOf(element: Locator, { width, height, around = 0 }: Area): Promise<Buffer> {
  await element.scrollIntoViewIfNeeded();
  const { x, y } = (await element.boundingBox())!;
  const corner = { x: Math.round(x) - around, y: Math.round(y) - around };
  return element.page().screenshot({ clip: { ...corner, width, height } });
}
