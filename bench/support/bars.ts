/** A bar with its name and its number. */
export interface Bar {
  readonly name: string;
  readonly value: number;
}

const [WIDTH, LEFT, RIGHT, TOP, ROW] = [720, 220, 70, 44, 26];

/** Bars below each other, the longest as wide as there is room, as SVG. */
export function barred(title: string, bars: readonly Bar[]): string {
  const widest = Math.max(...bars.map(({ value }) => value));
  const height = TOP + bars.length * ROW + 12;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="system-ui, sans-serif" font-size="13" fill="#222222">`,
    `<title>${title}</title>`,
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
    `<text x="16" y="26" font-weight="600" font-size="15">${title}</text>`,
    ...bars.flatMap(({ name, value }, index) => {
      const y = TOP + index * ROW;
      const width = (value / widest) * (WIDTH - LEFT - RIGHT);
      return [
        `<text x="${LEFT - 10}" y="${y + 14}" text-anchor="end">${name}</text>`,
        `<rect x="${LEFT}" y="${y}" width="${width.toFixed(1)}" height="18" fill="#0b5cad"/>`,
        `<text x="${(LEFT + width + 8).toFixed(1)}" y="${y + 14}">${value}</text>`,
      ];
    }),
    '</svg>\n',
  ].join('\n');
}
