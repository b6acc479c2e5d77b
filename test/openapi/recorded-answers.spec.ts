import { recordedAnswers } from '../../apps/api/src/doors/json/example-answers';
import { recordAnswers } from './record-answers';

it('the answers in the documentation are what a running service answers; npm run docs:generate records them', async () => {
  expect(recordedAnswers).toEqual(await recordAnswers());
});
