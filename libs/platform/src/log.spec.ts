import { setImmediate as turn } from 'node:timers/promises';
import { createLog, flushLog, oftenLogged } from './log';

let written = '';
beforeEach(() => {
  written = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written += String(text);
    return true;
  });
});
afterEach(() => jest.restoreAllMocks());

const messages = (): string[] =>
  written
    .split('\n')
    .filter(Boolean)
    .map((line) => (JSON.parse(line) as { message: string }).message);

it('has written every line when it is flushed, however many wait', async () => {
  const log = createLog('info');
  const numbers = Array.from({ length: 1_000 }, (_, n) => `line ${n}`);
  const often = oftenLogged(log, 'often');
  for (const text of numbers) log.info(text);
  often({ n: 1 });
  await flushLog(log);
  expect(messages()).toEqual([...numbers, 'often']);
});

it('takes a line that comes after it was flushed, and throws at nobody', async () => {
  const log = createLog('info');
  log.info('stopped');
  await flushLog(log);
  log.info('late');
  await turn();
  expect(messages()).toEqual(['stopped', 'late']);
});
