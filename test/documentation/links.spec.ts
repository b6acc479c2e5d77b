import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pageAt, pages, type Page } from '../support/pages';
import { projectFolder } from '../support/project-folder';

interface Link {
  readonly from: string;
  /** The file it leads to, below the project's folder. */
  readonly to: string;
  readonly heading: string;
}

/** The links and pictures of a page that stay within the project, outside its code. */
function linksOf({ file, text }: Page): Link[] {
  const prose = text.replace(/^```[\s\S]*?^```$/gm, '');
  return [...prose.matchAll(/\]\((?!https?:)([^)#]*)#?([^)]*)\)/g)].map(([, target, heading]) => ({
    from: file,
    to: target === '' ? file : relative(projectFolder, join(projectFolder, file, '..', target!)),
    heading: heading!,
  }));
}

/** What GitHub makes of a heading in an address. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

const anchorsIn = (file: string): string[] =>
  [...readFileSync(join(projectFolder, file), 'utf8').matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
    anchorOf(heading!),
  );

const links = pages.flatMap(linksOf);

it('every link and picture leads to a file', () => {
  expect(links.length).toBeGreaterThan(50);
  expect(links.filter(({ to }) => !existsSync(join(projectFolder, to)))).toEqual([]);
});

it('every link into a page leads to a heading', () => {
  const deep = links.filter(({ heading }) => heading !== '');
  expect(deep.length).toBeGreaterThan(5);
  expect(deep.filter(({ to, heading }) => !anchorsIn(to).includes(heading))).toEqual([]);
});

it('every page is reached by links from README.md', () => {
  const reached = new Set(['README.md']);
  for (const file of reached) {
    for (const { from, to } of links) if (from === file) reached.add(existsAsPage(to));
  }
  expect(pages.map(({ file }) => file).filter((file) => !reached.has(file))).toEqual([]);
});

/** A link to a folder shows its README.md. */
const existsAsPage = (to: string): string =>
  existsSync(join(projectFolder, to, 'README.md')) ? join(to, 'README.md') : to;

it('README.md is at most 10 kB', () => {
  expect(Buffer.byteLength(pageAt('README.md').text)).toBeLessThanOrEqual(10_000);
});

it('every decision is listed by its title', () => {
  const decisions = pages.filter(({ file }) => /^docs\/decisions\/\d/.test(file));
  const titles = decisions.map(({ file, text }) => {
    return `[${text.split('\n', 1)[0]!.replace('# ', '')}](${relative('docs/decisions', file)})`;
  });
  const listed = [...pageAt('docs/decisions/README.md').text.matchAll(/^- (.*)$/gm)].map(([, line]) => line);
  expect(listed).toEqual(titles);
});
