import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { startInProcess, type InProcessService } from '../support/in-process-service';
import { projectFolder } from '../support/project-folder';

interface Alert {
  readonly alert: string;
  readonly expr: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly summary: string; readonly description: string; readonly runbook: string };
}

interface Dashboard {
  readonly panels: readonly {
    readonly title: string;
    readonly description: string;
    readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
    readonly targets: readonly { readonly expr: string }[];
  }[];
}

const read = (file: string): string => readFileSync(join(projectFolder, 'deploy', file), 'utf8');
const { groups } = parse(read('prometheus/alerts.yml')) as { groups: { rules: Alert[] }[] };
const alerts = groups.flatMap(({ rules }) => rules);
const { panels } = JSON.parse(read('grafana/consent-ledger.json')) as Dashboard;
const expressions = [
  ...alerts.map(({ alert, expr }) => [alert, expr] as const),
  ...panels.flatMap(({ title, targets }) => targets.map(({ expr }) => [title, expr] as const)),
];

/** What Prometheus makes by itself of a target. */
const OF_PROMETHEUS = ['up'];

/** The metrics of a PromQL expression, each with what stands in its braces. */
const metricsIn = (expression: string): [name: string, matchers: string][] =>
  [...expression.matchAll(/\b(consent_\w+|process_\w+|nodejs_\w+|up)\b(?:\{([^}]*)\})?/g)].map(
    ([, name, matchers = '']) => [name!, matchers],
  );

/** Labels with a value of their own in braces: those that a pattern or a variable of the dashboard fills in are left out. */
const labelsIn = (matchers: string): string[] =>
  [...matchers.matchAll(/\b(?!instance|job)(\w+)(=|!=)"([^"]*)"/g)].map(
    ([, label, , value]) => `${label}="${value}"`,
  );

describe('against a service', () => {
  let service: InProcessService;
  let metrics: string;
  beforeAll(async () => {
    service = await startInProcess({ READ_DEADLINE_MS: '500' });
    const body = readFileSync(join(projectFolder, 'samples/02-check-consent-of-the-unit.json'));
    const check = (headers: Record<string, string>) =>
      fetch(`${service.url}/v2/check-consent`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
      });
    // One that waits in vain for a position that nothing has, and one that is answered, which a busy machine may have no time for.
    await check({ 'x-ledger-min-position': '1000000' });
    while (!(await check({})).ok);
    metrics = await (await fetch(`${service.url}/metrics`)).text();
  });
  afterAll(() => service.close());

  it.each(expressions)('%s is about metrics that there are, with their labels: %s', (_, expression) => {
    const found = metricsIn(expression);
    expect(found.length).toBeGreaterThan(0);
    for (const [name, matchers] of found.filter(([each]) => !OF_PROMETHEUS.includes(each))) {
      const series = metrics
        .split('\n')
        .filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));
      expect({ name, series: series.length }).not.toEqual({ name, series: 0 });
      for (const label of labelsIn(matchers)) expect(series.join('\n')).toContain(label);
    }
  });
});

it.each(alerts)(
  '$alert says what has happened, what to do, and where to read on',
  ({ labels, annotations }) => {
    expect(['critical', 'warning']).toContain(labels.severity);
    expect(annotations.summary).toMatch(/\.$/);
    expect(annotations.description).toMatch(/\.$/);
    const [file, heading] = annotations.runbook.split('#') as [string, string | undefined];
    expect(existsSync(join(projectFolder, file))).toBe(true);
    const headings = readFileSync(join(projectFolder, file), 'utf8').match(/^#+ .*$/gm)!;
    const anchors = headings.map((each) => each.replace(/^#+ /, '').toLowerCase().replaceAll(' ', '-'));
    if (heading !== undefined) expect(anchors).toContain(heading);
  },
);

it('the dashboard has a description for every panel, and no two in one place', () => {
  expect(panels.filter(({ description }) => !/\.$/.test(description))).toEqual([]);
  const squares = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
    Array.from({ length: w * h }, (_, each) => `${x + (each % w)},${y + Math.floor(each / w)}`),
  );
  expect(new Set(squares).size).toBe(squares.length);
});
