import { execFileSync } from 'node:child_process';
import { projectFolder } from '../support/project-folder';

/** Which packages of OpenTelemetry a process has loaded that has opened its traces; the one of metrics loads the API. */
function loadedWith(endpoint: string): string[] {
  const program = `
    const { openTracing, readConfig } = require('#platform');
    openTracing(readConfig({ OTEL_EXPORTER_OTLP_ENDPOINT: '${endpoint}' }), { name: 'tried' }, {}).then((tracing) => {
      const loaded = Object.keys(require.cache).map((file) => /@opentelemetry.([\\w-]+)/.exec(file)?.[1]);
      console.log(JSON.stringify([tracing !== undefined, ...new Set(loaded.filter(Boolean))]));
      process.exit();
    });`;
  const main = `${projectFolder}/dist/package-of-this-project.js`;
  const loader = `require('module').createRequire('${main}')`;
  const printed = execFileSync(process.execPath, ['-e', program.replaceAll("require('#", `${loader}('#`)], {
    encoding: 'utf8',
    cwd: projectFolder,
  });
  return JSON.parse(printed) as string[];
}

it('loads nothing of OpenTelemetry unless a collector is named', () => {
  expect(loadedWith('')).toEqual([false]);
  expect(loadedWith('http://127.0.0.1:4318')).toEqual(expect.arrayContaining([true, 'sdk-trace']));
});
