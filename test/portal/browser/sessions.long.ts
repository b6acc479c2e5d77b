import { describeWith } from '../../support/machine-part';
import { askedLanguages } from './cases/asked-languages.cases';
import { sessionEnd } from './cases/session-end.cases';
import { twoKinds } from './cases/two-kinds.cases';
import { workplaces } from './cases/workplaces.cases';
import { testBrowser } from './chromium';
import { Stage } from './stage';

let stage: Stage;

const stageOf = (): Stage => stage;

describeWith(testBrowser, () => {
  beforeAll(async () => {
    stage = await Stage.set();
  });
  afterAll(() => stage.close());

  describe('a session', () => sessionEnd(stageOf));
  describe('workplaces', () => workplaces(stageOf));
  describe('speaks Norwegian to a browser that asks for', () => askedLanguages(stageOf));
  describe('a number that two kinds of identity have', () => twoKinds(() => stage.browser));
});
