import { readFileSync } from 'node:fs';
import { join } from 'node:path';

type Colour = readonly [red: number, green: number, blue: number];
type Palette = (name: string) => Colour;

const style = readFileSync(join(__dirname, 'portal.css'), 'utf8');
const [light, dark] = [...style.matchAll(/:root \{([^}]*)\}/g)].map(([, body]) => body!);

const paletteOf =
  (body: string): Palette =>
  (name) => {
    const [, hex] = new RegExp(`--${name}: #([\\da-f]{6});`).exec(body)!;
    return [0, 2, 4].map((at) => parseInt(hex!.slice(at, at + 2), 16)) as unknown as Colour;
  };

/** A colour that lets so much of what is below it through. */
const over = (below: Colour, above: Colour, opacity: number): Colour =>
  above.map((part, index) => opacity * part + (1 - opacity) * below[index]!) as unknown as Colour;

/** The relative luminance of WCAG 2. */
function luminance(colour: Colour): number {
  const [red, green, blue] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as unknown as Colour;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: Colour, other: Colour): number {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

/** How much of their colour the bars of ended consents have. */
const ENDED = Number(/\.timeline-bar\.is-deleted \{\s*fill-opacity: ([\d.]+);/.exec(style)![1]);

it('is measured as WCAG does', () => {
  expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21);
  expect(contrast([119, 119, 119], [255, 255, 255])).toBeCloseTo(4.48, 2);
});

describe.each([
  ['light', paletteOf(light!)],
  ['dark', paletteOf(dark!)],
])('the timeline in %s colours', (_name, palette) => {
  const surface = palette('surface');

  it.each(['accent', 'emergency'])('has bars of %s that are seen, those of ended consents too', (name) => {
    expect(contrast(palette(name), surface)).toBeGreaterThanOrEqual(3);
    expect(contrast(over(surface, palette(name), ENDED), surface)).toBeGreaterThanOrEqual(3);
  });

  it.each(['ended', 'danger', 'ink'])('has marks and lines of %s that are seen', (name) => {
    expect(contrast(palette(name), surface)).toBeGreaterThanOrEqual(3);
  });

  it.each(['ink', 'muted'])('has writing of %s that is read', (name) => {
    expect(contrast(palette(name), surface)).toBeGreaterThanOrEqual(4.5);
  });
});
