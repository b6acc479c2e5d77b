import type { CaseResult } from '../run';
import { summaryOf } from './summary';
import { failureInText } from './text-report';

/** The run in the form that build servers read: a suite for each door, and a test for each case. */
export function junitReport(startedAt: string, results: readonly CaseResult[]): string {
  const doors = [...new Set(results.map(({ door }) => door))];
  const suites = doors.map((door) =>
    suiteOf(
      door,
      startedAt,
      results.filter((result) => result.door === door),
    ),
  );
  const all = element('testsuites', { name: 'consent-conformance', ...countsOf(results) }, suites.join(''));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${all}\n`;
}

const suiteOf = (name: string, timestamp: string, results: readonly CaseResult[]): string =>
  element('testsuite', { name, ...countsOf(results), timestamp }, results.map(testOf).join(''));

function countsOf(results: readonly CaseResult[]): Attributes {
  const { failed, notRun, milliseconds } = summaryOf(results);
  return { tests: results.length, failures: failed, errors: 0, skipped: notRun, time: seconds(milliseconds) };
}

function testOf(result: CaseResult): string {
  const { case: one, door, milliseconds } = result;
  const attributes = { classname: `${door}.${one.contract}`, name: one.id, time: seconds(milliseconds) };
  return element('testcase', attributes, verdictOf(result));
}

function verdictOf(result: CaseResult): string {
  if (result.outcome === 'not-run') return element('skipped', { message: 'The run was stopped.' }, '');
  const { failure } = result;
  if (!failure) return '';
  const type = `${failure.phase}: ${failure.request}`;
  return element('failure', { message: failure.fault, type }, escaped(failureInText(result, failure)));
}

type Attributes = Readonly<Record<string, string | number>>;

const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(3);

function element(name: string, attributes: Attributes, content: string): string {
  const listed = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value))}"`);
  return `<${name}${listed.join('')}>${content}</${name}>`;
}

/** Characters that XML cannot carry are replaced. */
const escaped = (text: string): string =>
  text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
