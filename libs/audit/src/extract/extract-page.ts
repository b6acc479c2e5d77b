import type { PersonIdentity } from '#consent';
import { element, numberText, text, type Markup } from '../history';
import type { ExtractLine } from './extract-line';
import { pageStyle } from './page-style';
import { extractWords, type ExtractLanguage, type ExtractWords } from './words';

/** A line, and the file of its receipt from where the page is; `null`: there is none. */
export interface PageLine extends ExtractLine {
  readonly receipt: string | null;
}

/** What a page of an extract shows. */
export interface ExtractPage {
  readonly language: ExtractLanguage;
  readonly patient: PersonIdentity;
  /** The name of the ledger. */
  readonly ledger: string;
  /** Swedish local time. */
  readonly madeAt: string;
  readonly madeBy: string;
  readonly purpose?: string;
  readonly lines: readonly PageLine[];
}

/** The extract as a page of HTML that needs nothing beside it: no script, no style sheet, no picture. */
export function extractPage(page: ExtractPage): string {
  const words = extractWords[page.language];
  const head = element(
    'head',
    {},
    element('meta', { charset: 'utf-8' }),
    element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    element('meta', { name: 'robots', content: 'noindex' }),
    element('title', {}, text(words.title)),
    element('style', {}, pageStyle),
  );
  const body = element('body', {}, element('main', {}, ...partsOf(page, words)));
  return `<!doctype html>\n${element('html', { lang: page.language }, head, body)}\n`;
}

function partsOf(page: ExtractPage, words: ExtractWords): Markup[] {
  const { lines } = page;
  return [
    element('h1', {}, text(words.title)),
    facts(headOf(page, words)),
    element('h2', {}, text(words.happenings)),
    element('p', {}, text(words.lead)),
    lines.length === 0
      ? element('p', {}, element('strong', {}, text(words.empty)))
      : element('ol', {}, ...lines.map((line) => lineMarkup(line, words))),
    element('h2', {}, text(words.notIn)),
    element('p', {}, text(words.notInJournal)),
    element('p', {}, text(words.notInLists)),
    ...(lines.some(({ receipt }) => receipt !== null) ? receiptsMarkup(words) : []),
  ];
}

type Fact = readonly [name: string, content: Markup];

const headOf = (
  { patient, madeAt, madeBy, purpose, ledger, lines }: ExtractPage,
  words: ExtractWords,
): Fact[] => [
  [words.patient, text(numberText(patient))],
  [words.madeAt, text(madeAt)],
  [words.madeBy, text(madeBy)],
  [words.madeFor, text(purpose ?? words.notStated)],
  [words.ledger, text(ledger)],
  [words.lines, text(String(lines.length))],
];

const facts = (all: readonly Fact[]): Markup =>
  element(
    'dl',
    {},
    ...all.map(([name, content]) =>
      element('div', {}, element('dt', {}, text(name)), element('dd', {}, content)),
    ),
  );

function lineMarkup(line: PageLine, words: ExtractWords): Markup {
  const { number, time, title, what, who, why, result } = line;
  return element(
    'li',
    { class: 'line', id: `line-${number}` },
    element(
      'h3',
      {},
      element('span', { class: 'number' }, text(`${number}.`)),
      text(` ${title} `),
      element('time', {}, text(time)),
    ),
    facts([
      [words.what, text(what)],
      [words.who, text(who)],
      [words.why, text(why)],
      [words.result, text(result)],
      [words.receipt, receiptMarkup(line, words)],
    ]),
  );
}

function receiptMarkup({ receipt }: PageLine, words: ExtractWords): Markup {
  if (receipt !== null) return element('a', { href: receipt }, element('code', {}, text(receipt)));
  return text(words.noReceipt);
}

const receiptsMarkup = (words: ExtractWords): Markup[] => [
  element('h2', {}, text(words.receipts)),
  element('p', {}, text(words.receiptsAre)),
  element('p', {}, text(words.receiptCall)),
  element(
    'p',
    { class: 'call' },
    element('code', {}, text(`node verify-receipt.mjs receipts/….json ${words.key}`)),
  ),
  element('p', {}, text(words.receiptSource)),
];
