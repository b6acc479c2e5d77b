import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(__dirname, '../..');

export const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');

/** A fenced block: what follows its language says what it is for. */
interface Block {
  readonly language: string;
  readonly purpose: string;
  readonly content: string;
}

export const blocks: readonly Block[] = [...readme.matchAll(/^```(\w+) ?(\w*)\n([\s\S]*?)^```$/gm)].map(
  ([, language, purpose, content]) => ({ language: language!, purpose: purpose!, content: content! }),
);

/** A command to be run as it stands, and what it must print. */
export interface Example {
  readonly command: string;
  readonly form: string;
  readonly answer: string;
}

/** Every block marked as an example, with the block after it, which must be its answer. */
export const examples: readonly Example[] = blocks.flatMap((block, index) => {
  if (block.purpose !== 'example') return [];
  const next = blocks[index + 1];
  if (next?.purpose !== 'answer') throw new Error(`An example has no answer:\n${block.content}`);
  return [{ command: block.content, form: next.language, answer: next.content }];
});

/** The rows of the table below a heading, without its head, a list of cells each. */
export function tableUnder(heading: string): string[][] {
  const section = readme.split(/^#+ (?=.*$)/m).find((each) => each.startsWith(`${heading}\n`)) ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('|'));
  return rows.slice(2).map(cellsOf);
}

export const cellsOf = (row: string): string[] =>
  row
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

/** A cell's code, without its marks. */
export const codeOf = (cell = ''): string => cell.replaceAll('`', '');
