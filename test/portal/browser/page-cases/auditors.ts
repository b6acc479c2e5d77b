import { formatLocalTime } from '#consent';
import {
  asked,
  consentOf,
  drawing,
  fillIn,
  reading,
  searching,
  type PageCase,
  type Scene,
} from './page-case';

const as = 'Siri Aune';
const EMPTY_MONTH = '2020-01';

/** A question about a patient of the case's own, and what was found when it was searched for. */
const afterQuestion =
  (more: object | null, search: (scene: Scene, id: string) => ReturnType<typeof searching>) =>
  async (scene: Scene): Promise<void> => {
    const id = more === null ? '' : await consentOf(scene, more);
    await asked(scene);
    await search(scene, id)(scene);
  };

const ofPatient = ({ patient }: Scene, answer?: string) =>
  searching({ fill: { patient: patient.extension } }, answer);

const following =
  (link: string) =>
  async (scene: Scene): Promise<void> => {
    await afterQuestion({}, (one) => ofPatient(one))(scene);
    await scene.visitor.press(`${link} >> nth=0`);
  };

const emergency = { assertionType: 'Emergency', endDate: '2098-12-31T23:59:59' };

const aQuestion: Readonly<Record<'sv' | 'nb' | 'en', string>> = {
  sv: 'Frågor totalt: 1.',
  nb: 'Spørsmål totalt: 1.',
  en: 'Access checks in all: 1.',
};

const thisMonth = (): string => formatLocalTime(Date.now()).slice(0, 7);

/** What auditors, owners of the log and newcomers see. */
export const auditors: readonly PageCase[] = [
  {
    ...{ as, what: 'the reason of the sample stands below its row' },
    go: async (scene) => {
      await consentOf(scene, emergency);
      await asked(scene);
      await drawing(thisMonth())(scene);
    },
    where: '.remark',
    sv: 'Urval: Nödsituation:',
    nb: 'Utvalg: Nødsituasjon:',
    en: 'Selection: Emergency:',
  },
  {
    ...{ as, what: 'a search by patient finds, and counts' },
    go: afterQuestion(null, (scene) => ofPatient(scene)),
    where: '.totals',
    ...aQuestion,
  },
  {
    ...{ as, what: 'a search by consent finds' },
    go: afterQuestion({}, (_, assertionId) => searching({ fill: { assertionId } })),
    where: '.totals',
    ...aQuestion,
  },
  {
    ...{ as, what: 'a search by employee and patient finds' },
    go: afterQuestion(null, ({ patient }) =>
      searching({ fill: { employeeId: 'se165565594230-20a1', patient: patient.extension } }),
    ),
    where: '.totals',
    ...aQuestion,
  },
  {
    ...{ as, what: 'a search by unit that finds nothing says so' },
    go: searching({ fill: { careUnitId: 'SE165565594230-9999' } }),
    where: '.empty',
    sv: 'Ingen fråga om åtkomst matchar sökningen.',
    nb: 'Ingen spørsmål om tilgang passer til søket.',
    en: 'No access check matches the search.',
  },
  {
    ...{ as, what: 'a search for emergencies finds' },
    go: afterQuestion(emergency, (scene) => ofPatient(scene, 'emergency')),
    where: 'td .status',
    sv: 'Ja, nödsituation',
    nb: 'Ja, nødsituasjon',
    en: 'Yes, emergency',
  },
  {
    ...{ as, what: 'a search for what was denied finds' },
    go: afterQuestion(null, (scene) => ofPatient(scene, 'denied')),
    where: 'td .status',
    sv: 'Nej',
    nb: 'Nei',
    en: 'No',
  },
  {
    ...{ as, what: 'what is no HSA-id is refused, instead of finding nothing' },
    go: searching({ fill: { employeeId: 'SE1' } }),
    where: '.field:has(#employeeId) .field-fault',
    sv: 'HSA-id:t har fel format.',
    nb: 'HSA-id-en har feil format.',
    en: 'The HSA-id has the wrong format.',
  },
  {
    ...{ as, what: 'a row leads to the explanation of its answer' },
    go: following('td.when a'),
    where: 'main',
    sv: 'Samtycket gav åtkomst.',
    nb: 'Samtykket ga tilgang.',
    en: 'The consent gave access.',
  },
  {
    ...{ as, what: 'a row leads to the history of the consent' },
    go: following('td a[href^="/audit/consents/"]'),
    where: 'main',
    sv: 'Patientens identitet är delvis dold.',
    nb: 'Pasientens identitet er delvis skjult.',
    en: 'The patient’s identity is partly hidden.',
  },
  {
    ...{ as, what: 'what was found is taken away, and that is said to be recorded' },
    go: searching({}),
    where: 'form[action="/audit/decisions/export"]',
    sv: 'Spara som CSV Spara som NDJSON Skriv ut alla Att du sparar eller skriver ut en sökning loggas.',
    nb: 'Lagre som CSV Lagre som NDJSON Skriv ut alle Det logges at du lagrer eller skriver ut et søk.',
    en: 'Save as CSV Save as NDJSON Print all Saving and printing a search are logged.',
  },
  {
    ...{ as, what: 'what was found is printed' },
    go: async (scene) => {
      await searching({})(scene);
      await scene.visitor.press('button[formaction="/audit/decisions/print"]');
    },
    where: '.sheet',
    sv: 'Skriv ut med webbläsarens utskrift (Ctrl+P).',
    nb: 'Skriv ut fra nettleseren (Ctrl+P).',
    en: 'Print it with your browser (Ctrl+P).',
  },
  {
    ...{ as, what: 'deviations need a note' },
    go: async (scene) => {
      await drawing(EMPTY_MONTH)(scene);
      await fillIn(scene.page, { check: ['outcome-deviations'] });
      await scene.visitor.press('form[action="/audit/sample/sign-off"] .primary');
    },
    where: '.field:has(#note) .field-fault',
    sv: 'Beskriv avvikelserna i anteckningen.',
    nb: 'Beskriv avvikene i merknaden.',
    en: 'Describe the deviations in the note.',
  },
  {
    ...{ as, what: 'an empty month is signed as empty' },
    go: drawing(EMPTY_MONTH),
    where: 'form[action="/audit/sample/sign-off"] .primary',
    sv: 'Signera att månaden är tom',
    nb: 'Signer at måneden er tom',
    en: 'Sign off the month as empty',
  },
  {
    ...{ as, what: 'a month that has not begun is refused' },
    go: drawing('2099-01'),
    where: '.field:has(#month) .field-fault',
    sv: 'Månaden har inte börjat. Välj en månad som har varit.',
    nb: 'Måneden har ikke begynt. Velg en måned som er over.',
    en: 'The month has not begun. Choose one that is over.',
  },
  {
    ...{ as, what: 'a month that is not over is not signed off' },
    go: (scene) => drawing(thisMonth())(scene),
    where: 'main',
    sv: 'Månaden är inte slut, så stickprovet kan ändras.',
    nb: 'Måneden er ikke over, så stikkprøven kan endre seg.',
    en: 'The month is not over, so the sample may change.',
  },
  {
    ...{ as, what: 'the log’s health has its size, checkpoint, verification and review' },
    go: reading('/audit/health'),
    where: '.health dt',
    sv: 'Storlek Senaste signerade kontrollpunkt Senaste verifiering Senaste granskning',
    nb: 'Størrelse Siste signerte kontrollpunkt Siste verifisering Siste gjennomgang',
    en: 'Size Last signed checkpoint Last verification Last review',
  },
  {
    ...{ as, what: 'unusual access is defined' },
    go: reading('/audit/health'),
    where: 'main',
    sv: 'har frågat om minst 30 olika patienter',
    nb: 'har spurt om minst 30 ulike pasienter',
    en: 'have asked about at least 30 different patients',
  },
  {
    ...{ as: 'Kari Nordlie', what: 'the start page offers test patients in development' },
    go: reading('/start'),
    where: '#test-title',
    sv: 'Testpatienter',
    nb: 'Testpasienter',
    en: 'Test patients',
  },
  {
    ...{ as: 'nobody', what: 'the playground answers and explains, signed in or not' },
    go: reading('/playground'),
    where: '.verdict, section:has(.verdict) li strong',
    sv: 'Nej Det hade återkallats',
    nb: 'Nei Det var trukket tilbake',
    en: 'No It had been cancelled',
  },
];
