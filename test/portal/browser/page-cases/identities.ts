import { fillIn, opened, opening, registering, searching, type Language, type PageCase } from './page-case';

const as = 'Kari Nordlie';

const at = (selector: string) => `.field:has(${selector}) .field-fault`;

type Said = Readonly<Record<Language, string>>;

const same = (text: string): Said => ({ sv: text, nb: text, en: text });

const ofNobody: Said = {
  sv: 'Det finns inget sådant nummer. Kontrollera siffrorna.',
  nb: 'Det finnes ikke noe slikt nummer. Kontroller sifrene.',
  en: 'There is no such number. Check the digits.',
};

const noNumber: Said = {
  sv: 'Identiteten har fel format. Skriv den som ÅÅÅÅMMDD-NNNN.',
  nb: 'Identiteten har feil format. Skriv den med 11 siffer, eller som ÅÅÅÅMMDD-NNNN.',
  en: 'The identity has the wrong format. Write it like YYYYMMDD-NNNN.',
};

/** A number as somebody types it, and what is shown of it. */
const read = (what: string, typed: string, said: Said): PageCase => ({
  ...{ as, what, go: opening(typed), where: 'header .patient' },
  ...said,
});

/** A number that the field beside it says something about. */
const refused = (what: string, typed: string, said: Said): PageCase => ({
  ...{ as, what, go: opening(typed), where: at('#number') },
  ...said,
});

/** What is typed as an identity: its kind is found, and asked for by nobody. */
export const identities: readonly PageCase[] = [
  read('ten digits and a dash are somebody of this century, where that may be', '121212-1212', {
    sv: '20121212-1212 personnummer',
    nb: '20121212-1212 svensk personnummer',
    en: '20121212-1212 personal identity number',
  }),
  read('ten digits without a sign are read in the same way', '1212121212', same('20121212-1212')),
  read('twelve digits are read with blanks in them', ' 1912 1212 1212 ', same('19121212-1212')),
  read('a coordination number is found by its day', '701063-2391', {
    sv: '19701063-2391 samordningsnummer',
    nb: '19701063-2391 svensk samordningsnummer',
    en: '19701063-2391 coordination number',
  }),
  read('a national reserve number is read in small letters', '25780404-khd5', {
    sv: '25780404-KHD5 nationellt reservnummer',
    nb: '25780404-KHD5 svensk nasjonalt reservenummer',
    en: '25780404-KHD5 national reserve number',
  }),
  read('eleven digits are a Norwegian number', '290236 50078', {
    sv: 'norskt födelsenummer',
    nb: 'fødselsnummer',
    en: 'Norwegian national identity number',
  }),
  read('eleven digits with forty added to the day are a D number', '69023650061', {
    sv: 'norskt D-nummer',
    nb: 'D-nummer',
    en: 'Norwegian D number',
  }),
  refused('nothing is a fault of its own', '', {
    sv: 'Ange patientens identitet.',
    nb: 'Oppgi pasientens identitet.',
    en: 'Enter the patient’s identity.',
  }),
  refused('what is no number is refused by its form', 'Tolvan Tolvansson', noNumber),
  refused('a number that lacks a digit is refused by its form', '1912-1212', noNumber),
  refused('a day that there is not is nobody’s', '20010230-0106', ofNobody),
  refused('eleven digits that nobody has are nobody’s', '29023650079', ofNobody),
  {
    ...{ as, what: 'so is the number of a representative, beside its own field' },
    go: registering({
      check: ['type-consent', 'end-first', 'represented-yes'],
      fill: { representativeNumber: '19121212-1213' },
    }),
    where: at('#representativeNumber'),
    ...ofNobody,
  },
  {
    ...{ as, what: 'a representative who is chosen and not named is asked for' },
    go: registering({ check: ['type-consent', 'end-first', 'represented-yes'] }),
    where: at('#representativeNumber'),
    sv: 'Ange företrädarens identitet.',
    nb: 'Oppgi identiteten til den som representerer pasienten.',
    en: 'Enter the identity of the representative.',
  },
  {
    ...{ as, what: 'what was typed stays beside its fault' },
    go: async (scene) => {
      await opened(scene);
      await scene.visitor.open('/start');
      await fillIn(scene.page, { fill: { number: '19121212-1213' } });
      await scene.visitor.press('main form .primary');
    },
    where: '.field:has(#number[value="19121212-1213"]) .field-fault',
    ...ofNobody,
  },
  {
    ...{ as: 'Siri Aune', what: 'an auditor’s search refuses a number that nobody has, too' },
    go: searching({ fill: { patient: '19121212-1213' } }),
    where: at('#patient'),
    ...ofNobody,
  },
  {
    ...{ as: 'Siri Aune', what: 'and what is no number, by its form' },
    go: searching({ fill: { patient: 'Tolvan' } }),
    where: at('#patient'),
    ...noNumber,
  },
];
