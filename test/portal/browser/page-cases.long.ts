import { describeWith } from '../../support/machine-part';
import { testBrowser } from './chromium';
import { everyCase } from './page-cases/walk';
import { registerSampleConsents } from './sample-consents';
import { Stage } from './stage';

let stage: Stage;

describeWith(testBrowser, () => {
  beforeAll(async () => {
    stage = await Stage.set();
    await registerSampleConsents(stage.system.serviceUrl);
  });
  afterAll(() => stage.close());

  describe('what pages say', () => everyCase(() => stage));
});
