import { patientWithMany } from '../sample-consents';
import { SUPPORT_CONTACT } from '../whole-system';
import { consentOf, opened, opening, reading, registering, type PageCase, type Scene } from './page-case';

const as = 'Kari Nordlie';
const UNKNOWN = '/consents/00000000-0000-4000-8000-000000000000';
const SAMPLE_PATIENT = '191212121212';

const withConsent =
  (more: object) =>
  async (scene: Scene): Promise<void> => {
    await consentOf(scene, more);
    await opened(scene);
  };

/** In another tab another patient was opened meanwhile. */
async function sentTooLate(scene: Scene): Promise<void> {
  const { visitor, page } = scene;
  await opened(scene);
  await visitor.open('/consents/register');
  await page.locator('#type-consent').check();
  await visitor.inAnotherTab((other) => other.openPatient(SAMPLE_PATIENT));
  await visitor.press('main form .primary');
}

/** What a ward needs in three clicks. */
export const ward: readonly PageCase[] = [
  {
    ...{ as, what: 'the first line says that nothing gives access' },
    go: opened,
    where: '.verdict',
    sv: 'Inget samtycke gäller för dig på Hjertepoliklinikken.',
    nb: 'Ingen samtykker er gyldige for deg ved Hjertepoliklinikken.',
    en: 'No consent is valid for you at Hjertepoliklinikken.',
  },
  {
    ...{ as, what: 'the one button beside it is what follows' },
    go: opened,
    where: '.verdict-card .button',
    sv: 'Registrera samtycke',
    nb: 'Registrer samtykke',
    en: 'Register a consent',
  },
  {
    ...{ as, what: 'the first line says what gives access, and until when' },
    go: withConsent({ endDate: '2098-12-31T23:59:59' }),
    where: '.verdict',
    sv: 'Du får läsa nu, enligt samtycke till och med 31 december 2098.',
    nb: 'Du kan lese nå, ifølge samtykke til og med 31. desember 2098.',
    en: 'You may read now, by consent until 31 December 2098.',
  },
  {
    ...{ as, what: 'the first line names an emergency' },
    go: withConsent({ assertionType: 'Emergency', endDate: '2098-12-31T23:59:59' }),
    where: '.verdict',
    sv: 'Du får läsa nu, i en nödsituation, till och med 31 december 2098.',
    nb: 'Du kan lese nå, i en nødsituasjon, til og med 31. desember 2098.',
    en: 'You may read now, in an emergency, until 31 December 2098.',
  },
  {
    ...{ as, what: 'consents for other units are folded' },
    go: withConsent({ careUnitId: 'SE165565594230-2002' }),
    where: 'details:not([open]) summary',
    sv: 'Samtycken för andra enheter',
    nb: 'Samtykker for andre enheter',
    en: 'Consents for other units',
  },
  {
    ...{ as, what: 'the timeline is last' },
    go: withConsent({}),
    where: 'main > section:last-of-type h2',
    sv: 'Tidslinje',
    nb: 'Tidslinje',
    en: 'Timeline',
  },
  {
    ...{ as, what: '200 consents are filtered, and have pages' },
    go: async (scene) => {
      await opening(patientWithMany.extension)(scene);
      await scene.visitor.open('/consents?unit=&group=ended&page=2');
    },
    where: 'main',
    sv: 'Visar 21–40 av 175.',
    nb: 'Viser 21–40 av 175.',
    en: 'Showing 21–40 of 175.',
  },
  {
    ...{ as, what: 'units have their names, and HSA-ids beside them' },
    go: withConsent({}),
    where: 'article h3',
    sv: 'Hjertepoliklinikken SE165565594230-2001',
    nb: 'Hjertepoliklinikken SE165565594230-2001',
    en: 'Hjertepoliklinikken SE165565594230-2001',
  },
  {
    ...{
      as,
      what: 'ten digits and a plus are somebody of a hundred years, whose kind of number is found',
    },
    go: opening('121212+1212'),
    where: '.patient',
    sv: '19121212-1212 personnummer',
    nb: '19121212-1212 svensk personnummer',
    en: '19121212-1212 personal identity number',
  },
  {
    ...{ as, what: 'an HSA-id in small letters is taken' },
    go: registering({
      check: ['type-consent', 'whom-one', 'end-first'],
      fill: { employeeId: 'se165565594230-20a7' },
    }),
    where: '.meaning',
    sv: 'Samtycket gäller för SE165565594230-20A7',
    nb: 'Samtykket gjelder for SE165565594230-20A7',
    en: 'The consent is for SE165565594230-20A7',
  },
  {
    ...{ as, what: 'what is no HSA-id is a fault beside the field' },
    go: registering({ check: ['type-consent', 'whom-one', 'end-first'], fill: { employeeId: 'SE1' } }),
    where: '.field:has(#employeeId) .field-fault',
    sv: 'HSA-id:t har fel format. Skriv det som SE165565594230-1A2B.',
    nb: 'HSA-id-en har feil format. Skriv den som SE165565594230-1A2B.',
    en: 'The HSA-id has the wrong format. Write it like SE165565594230-1A2B.',
  },
  {
    ...{ as, what: 'a number that nobody has is a fault beside the field' },
    go: opening('19121212-1213'),
    where: '.field:has(#number) .field-fault',
    sv: 'Det finns inget sådant nummer. Kontrollera siffrorna.',
    nb: 'Det finnes ikke noe slikt nummer. Kontroller sifrene.',
    en: 'There is no such number. Check the digits.',
  },
  {
    ...{ as, what: 'an identity in a reason is a fault beside the field' },
    go: registering({
      check: ['type-consent', 'end-first'],
      fill: { reasonText: `Om ${SAMPLE_PATIENT}` },
    }),
    where: '.field:has(#reasonText) .field-fault',
    sv: 'Ta bort personnumret ur anledningen.',
    nb: 'Fjern fødselsnummeret fra begrunnelsen.',
    en: 'Remove the personal identity number from the reason.',
  },
  {
    ...{ as, what: 'the consent of somebody else has words of its own' },
    go: async (scene) => {
      await opened(scene);
      await scene.visitor.open(UNKNOWN);
    },
    where: '.error-card .told',
    sv: 'Samtycket hör inte till den patient som är öppen.',
    nb: 'Pasienten som er åpen, har ikke noe slikt samtykke her.',
    en: 'The consent does not belong to the patient who is open.',
  },
  {
    ...{ as, what: 'headings' },
    go: opened,
    where: 'h1, h2',
    sv: 'Patientens samtycken Gäller nu 0 Kommande 0 Avslutade 0',
    nb: 'Pasientens samtykker Gyldige nå 0 Kommende 0 Avsluttede 0',
    en: 'The patient’s consents Valid now 0 Upcoming 0 Ended 0',
  },
  {
    ...{ as, what: 'dates' },
    go: withConsent({ startDate: '2098-05-17T08:00:00' }),
    where: 'article',
    sv: '17 maj 2098 kl. 08:00 tills vidare',
    nb: '17. mai 2098 kl. 08:00 inntil videre',
    en: '17 May 2098 at 08:00 until further notice',
  },
  {
    ...{ as, what: 'the session says when it ends' },
    go: reading('/start'),
    where: '.person',
    sv: 'Loggas ut',
    nb: 'Logges ut',
    en: 'Signed out at',
  },
  {
    ...{ as, what: 'a page that was left says that it is empty' },
    go: reading('/emptied'),
    where: 'main',
    sv: 'Därför visas inga uppgifter om patienten.',
    nb: 'Derfor vises ingen opplysninger om pasienten.',
    en: 'Therefore nothing about the patient is shown.',
  },
  {
    ...{ as, what: 'a form that was sent too late is kept' },
    go: sentTooLate,
    where: 'main',
    sv: 'Formuläret skickades inte Formuläret gäller patienten',
    nb: 'Skjemaet ble ikke sendt Skjemaet gjelder pasienten',
    en: 'The form was not sent The form is about patient',
  },
  {
    ...{ as: 'Ola Sætre', what: 'who works in two places changes between them' },
    go: reading('/start'),
    where: 'header',
    sv: 'Byt arbetsplats',
    nb: 'Bytt arbeidssted',
    en: 'Change workplace',
  },
  {
    ...{ as, what: 'the number can be typed at once' },
    go: async ({ visitor, page }) => {
      await visitor.open('/start');
      await page.locator('#number:focus').waitFor();
    },
    where: '.field:has(#number:focus) label',
    sv: 'Identitet',
    nb: 'Identitet',
    en: 'Identity',
  },
  {
    ...{
      as: 'Ingrid Myhre',
      what: 'a physician who may only look is told why, and who can register',
    },
    go: async ({ visitor, stage }) => visitor.enter(await stage.ticketOf('Legevakten')),
    where: '.verdict-card',
    sv: 'Du kan se samtycken men inte registrera, eftersom du inte är knuten till en enhet här. Be någon som arbetar på enheten att registrera.',
    nb: 'Du kan se samtykker, men ikke registrere, fordi du ikke er tilknyttet en enhet her. Be noen som arbeider ved enheten, om å registrere.',
    en: 'You can see consents but not register them, because you are not affiliated with a unit here. Ask somebody who works at the unit to register.',
  },
  {
    ...{ as, what: 'help is named' },
    go: reading('/start'),
    where: 'footer',
    sv: `Support: ${SUPPORT_CONTACT}`,
    nb: `Brukerstøtte: ${SUPPORT_CONTACT}`,
    en: `Help: ${SUPPORT_CONTACT}`,
  },
  {
    ...{ as: 'nobody', what: 'help is named where somebody is not let in, too' },
    go: ({ visitor }) => visitor.enter('forged'),
    where: '.error-card h1, footer',
    sv: `Det gick inte Alla tider anges i svensk tid. Support: ${SUPPORT_CONTACT}`,
    nb: `Det gikk ikke Alle tidspunkter er angitt i svensk tid. Brukerstøtte: ${SUPPORT_CONTACT}`,
    en: `That did not work All times are Swedish local time. Help: ${SUPPORT_CONTACT}`,
  },
  {
    ...{ as, what: 'a reload shows the same code' },
    go: async (scene) => {
      await opened(scene);
      await scene.visitor.open(UNKNOWN);
      await scene.page.reload();
    },
    where: '.error-card',
    sv: 'Felkod KJF-000154',
    nb: 'Feilkode KJF-000154',
    en: 'Error code KJF-000154',
  },
  {
    ...{ as, what: 'the timeline has a legend' },
    go: withConsent({}),
    where: '.legend',
    sv: 'Skulle ha gällt, men återkallades eller togs bort',
    nb: 'Skulle ha vært gyldig, men er trukket tilbake eller slettet',
    en: 'Would have been valid, but was cancelled or deleted',
  },
];
