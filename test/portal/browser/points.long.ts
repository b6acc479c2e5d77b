import { describeWith } from '../../support/machine-part';
import { testBrowser } from './chromium';
import { everyPoint } from './points/points';
import { registerSampleConsents } from './sample-consents';
import { Stage } from './stage';

let stage: Stage;

describeWith(testBrowser, () => {
  beforeAll(async () => {
    stage = await Stage.set();
    await registerSampleConsents(stage.system.serviceUrl);
  });
  afterAll(() => stage.close());

  describe('the numbered points', () => everyPoint(() => stage));
});
