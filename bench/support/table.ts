/** Rows under a head, as a Markdown table. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]!.length)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padStart(widths[column]!)).join(' | ')} |\n`;
  const rule = `|${widths.map((width) => `${'-'.repeat(width + 1)}:`).join('|')}|\n`;
  return line(head) + rule + rows.map(line).join('');
}
