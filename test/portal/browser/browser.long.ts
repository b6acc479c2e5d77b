import { describeWith } from '../../support/machine-part';
import { accessibility, soundness } from './cases/accessibility.cases';
import { deedsAbroad } from './cases/deeds.cases';
import { effort } from './cases/effort.cases';
import { forcedColours } from './cases/forced-colours.cases';
import { formsInLanguages, keptForms, keptFormsLost } from './cases/kept-forms.cases';
import { cutEdges, longNames } from './cases/narrow.cases';
import { playground } from './cases/playground.cases';
import { outages, refusals } from './cases/refusals.cases';
import { foreignForms, leaving, session, traces } from './cases/safety.cases';
import { testPatients } from './cases/test-patients.cases';
import { testBrowser } from './chromium';
import { registerSampleConsents } from './sample-consents';
import { Stage } from './stage';

let stage: Stage;

const stageOf = (): Stage => stage;

describeWith(testBrowser, () => {
  beforeAll(async () => {
    stage = await Stage.set();
    await registerSampleConsents(stage.system.serviceUrl);
  });
  afterAll(() => stage.close());

  describe('refuses:', () => refusals(stageOf));
  describe('concludes nothing from silence:', () => outages(stageOf));
  describe('is for everybody: it', () => {
    soundness(stageOf, 'light');
    soundness(stageOf, 'dark');
    accessibility(stageOf);
    forcedColours(stageOf, ['light', 'dark']);
    longNames(stageOf, ['en-US', 'nb-NO', 'sv-SE']);
    cutEdges(stageOf, ['light', 'dark']);
  });
  // After the tours, which begin with a patient who has no consents.
  describe('by forms it', () => deedsAbroad(stageOf, ['en-US', 'nb-NO']));
  describe('the playground', () => playground(stageOf));
  describe('test patients', () => testPatients(stageOf));
  describe('in clicks and keys it', () => effort(stageOf));
  describe('forms that are sent too late', () => {
    keptFormsLost(stageOf);
    keptForms(stageOf);
  });
  describe('forms in another language', () => formsInLanguages(stageOf));
  describe('the session', () => session(stageOf));
  describe('forms of others', () => foreignForms(stageOf));
  describe('signing out', () => leaving(stageOf));
  describe('afterwards', () => traces(stageOf));
});
