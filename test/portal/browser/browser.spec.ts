import { deeds, deedsAbroad } from './cases/deeds.cases';
import { keyboard } from './cases/keyboard.cases';
import { lettingIn } from './cases/letting-in.cases';
import { printing } from './cases/printing.cases';
import { aCaseInEachLanguage } from './page-cases/walk';
import { registerSampleConsents } from './sample-consents';
import { describeWith } from '../../support/machine-part';
import { testBrowser } from './chromium';
import { Stage } from './stage';

let stage: Stage;

const stageOf = (): Stage => stage;

describeWith(testBrowser, () => {
  beforeAll(async () => {
    stage = await Stage.set();
    await registerSampleConsents(stage.system.serviceUrl);
  });
  afterAll(() => stage.close());

  describe('lets people in: it', () => lettingIn(stageOf));
  describe('by the keyboard alone, which', () => keyboard(stageOf));
  describe('by forms it', () => {
    deeds(stageOf);
    deedsAbroad(stageOf, ['sv-SE']);
  });
  describe('what pages say', () => aCaseInEachLanguage(stageOf));
  describe('on paper the portal', () => printing(stageOf));
});
