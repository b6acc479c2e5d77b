import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { projectFolder } from './project-folder';

/** A page of Markdown, by its file below the project's folder. */
export interface Page {
  readonly file: string;
  readonly text: string;
}

/** A fenced block: the words after its language say what it is for. */
interface Block {
  readonly language: string;
  readonly purpose: string;
  readonly content: string;
}

/** A command to run as it stands, and what it must print: nothing when no answer follows it. */
export interface Example {
  readonly command: string;
  readonly form: string;
  readonly answer: string;
}

/** What a reader does next: run an example, or stop `npm start` and start it again with other settings. */
export type Step = Example | { readonly settings: Readonly<Record<string, string>> };

export const pageAt = (file: string): Page => ({
  file,
  text: readFileSync(join(projectFolder, file), 'utf8'),
});

/** Every page below a folder. */
function pagesBelow(folder: string): Page[] {
  const files = readdirSync(join(projectFolder, folder), { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.md'))
    .sort()
    .map((file) => pageAt(join(folder, file)));
}

export const readme = pageAt('README.md');

/** Every page that a reader of the project may come to. */
export const pages: readonly Page[] = [
  readme,
  ...['CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', 'bench/README.md'].map(pageAt),
  ...pagesBelow('docs'),
  ...pagesBelow('samples'),
];

export const blocksOf = ({ text }: Page): Block[] =>
  [...text.matchAll(/^```(\w+) ?([\w ]*)\n([\s\S]*?)^```$/gm)].map(([, language, purpose, content]) => ({
    language: language!,
    purpose: purpose!,
    content: content!,
  }));

/** The steps of a page, in its order. */
export function stepsOf(page: Page): Step[] {
  const blocks = blocksOf(page);
  return blocks.flatMap(({ purpose, content }, index): Step[] => {
    if (purpose === 'start') return [{ settings: settingsOf(content) }];
    if (purpose !== 'example') return [];
    const next = blocks[index + 1];
    const isAnswered = next?.purpose === 'answer';
    return [
      isAnswered
        ? { command: content, form: next.language, answer: next.content }
        : { command: content, form: 'text', answer: '' },
    ];
  });
}

/** The settings before `npm start`. */
function settingsOf(command: string): Record<string, string> {
  const [, assignments] = /^((?:[A-Z_]+=\S+ )+)npm start\n$/.exec(command) ?? [];
  if (assignments === undefined) throw new Error(`This does not start the system: ${command}`);
  return parseEnv(assignments.trim().replaceAll(' ', '\n')) as Record<string, string>;
}

/** The cells of the rows of the table below a heading, without the table's head. */
export function tableUnder(heading: string, { text }: Page): string[][] {
  const section = text.split(/^#+ (?=.*$)/m).find((each) => each.startsWith(`${heading}\n`)) ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('|'));
  return rows.slice(2).map(cellsOf);
}

export const cellsOf = (row: string): string[] =>
  row
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

/** The code in a cell, without its backticks. */
export const codeOf = (cell = ''): string => cell.replaceAll('`', '');
