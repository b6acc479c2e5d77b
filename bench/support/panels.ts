/** Numbers over time, drawn in a panel of its own that begins at zero. */
export interface Panel {
  readonly name: string;
  /** From left to right, as far apart as each other. */
  readonly values: readonly number[];
}

const [WIDTH, LEFT, RIGHT, TOP, PANEL, GAP, BOTTOM] = [720, 64, 24, 60, 92, 34, 40];

/** Panels below each other over the same minutes, as SVG that is read in light and in dark. */
export function panelled(title: string, minutes: number, panels: readonly Panel[]): string {
  const height = TOP + panels.length * (PANEL + GAP) + BOTTOM - GAP;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="system-ui, sans-serif" font-size="13" fill="#222222">`,
    `<title>${title}</title>`,
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
    `<text x="16" y="26" font-weight="600" font-size="15">${title}</text>`,
    ...panels.flatMap((panel, index) => drawn(panel, TOP + index * (PANEL + GAP))),
    `<text x="${LEFT}" y="${height - 14}">0</text>`,
    `<text x="${WIDTH - RIGHT}" y="${height - 14}" text-anchor="end">${rounded(minutes)} minutes</text>`,
    '</svg>\n',
  ].join('\n');
}

function drawn({ name, values }: Panel, top: number): string[] {
  const [floor, highest] = [top + PANEL, roomFor(Math.max(...values))];
  const x = (at: number): number => LEFT + (at / Math.max(1, values.length - 1)) * (WIDTH - LEFT - RIGHT);
  const points = values.map(
    (value, at) => `${x(at).toFixed(1)},${(floor - (value / highest) * PANEL).toFixed(1)}`,
  );
  return [
    ...[0, highest].flatMap((value) => {
      const y = floor - (value / highest) * PANEL;
      return [
        `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y}" y2="${y}" stroke="#d0d0d0"/>`,
        `<text x="${LEFT - 8}" y="${y + 4}" text-anchor="end">${rounded(value)}</text>`,
      ];
    }),
    `<text x="${LEFT + 6}" y="${top - 6}" font-weight="600">${name}</text>`,
    `<polyline points="${points.join(' ')}" fill="none" stroke="#0b5cad" stroke-width="2"/>`,
  ];
}

/** The least of 1, 2 and 5 times a power of ten that is not below the value. */
function roomFor(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1)));
  return [1, 2, 5, 10].map((times) => times * power).find((room) => room >= value)!;
}

const rounded = (value: number): string => String(Number(value.toPrecision(3)));
