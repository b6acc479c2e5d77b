import { say } from '../support/say';
import { stopUnderLoad } from './graceful-stop';
import { killCase } from './kill-cases';
import { unexpectedEndCase } from './unexpected-ends';

killCase(1);
unexpectedEndCase(1);

it('answers everything it has begun when told to stop, and ends with 0', async () => {
  const { faults, ...counts } = await stopUnderLoad();
  say('stop under load', counts);
  expect(faults).toEqual([]);
  expect(counts).toMatchObject({ exitCode: 0, done: 0 });
  expect(counts.acknowledged).toBeGreaterThanOrEqual(200);
});
