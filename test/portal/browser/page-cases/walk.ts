import { person } from '../../../support/people';
import type { Stage } from '../stage';
import { Visitor } from '../visitor';
import { auditors } from './auditors';
import { clinicians } from './clinicians';
import { identities } from './identities';
import { languages, type Actor, type Language, type PageCase } from './page-case';
import { ward } from './ward';

/** Every case, by who sees it. */
const cases: readonly PageCase[] = [...clinicians, ...ward, ...auditors, ...identities];

const locales: Readonly<Record<Language, string>> = { sv: 'sv-SE', nb: 'nb-NO', en: 'en-GB' };

/** Persons that no other test has. */
const FIRST_PATIENT = 400;

const patientOf = (one: PageCase, language: Language) =>
  person(FIRST_PATIENT + languages.length * cases.indexOf(one) + languages.indexOf(language));

/** The people who walk through the cases of a language: each signs in once. */
class Company {
  private readonly there = new Map<Actor, Visitor>();

  constructor(
    private readonly stage: Stage,
    private readonly language: Language,
  ) {}

  async visitor(actor: Actor): Promise<Visitor> {
    const known = this.there.get(actor);
    if (known) return known;
    const { browser, system } = this.stage;
    const visitor = await Visitor.arrive(browser, system.url, { locale: locales[this.language] });
    this.there.set(actor, visitor);
    await this.letIn(visitor, actor);
    return visitor;
  }

  async leave(): Promise<void> {
    for (const visitor of this.there.values()) await visitor.leave();
  }

  private async letIn(visitor: Visitor, actor: Actor): Promise<void> {
    if (actor === 'nobody') return;
    const ticket = actor === 'Ingrid Myhre' ? await this.stage.ticketOf('Legevakten') : undefined;
    await visitor.signIn(actor, ticket);
    if (actor === 'Ola Sætre') await visitor.press('main form button');
  }
}

/** What a person reads in a place of the page, on one line. */
async function readAt({ page }: Visitor, where: string): Promise<string> {
  const texts = await page.locator(where).allInnerTexts();
  return texts.join(' ').replaceAll(/\s+/g, ' ').trim();
}

/** Walks through the cases in a language, in the real browser. */
function walk(stageOf: () => Stage, language: Language, some: readonly PageCase[]): void {
  describe(`in ${language}`, () => {
    let company: Company;
    beforeAll(() => {
      company = new Company(stageOf(), language);
    });
    afterAll(() => company.leave());

    it.each(some.map((one) => [one.what, one] as const))('%s', async (_what, one) => {
      const visitor = await company.visitor(one.as);
      await one.go({ stage: stageOf(), visitor, page: visitor.page, patient: patientOf(one, language) });
      expect(await readAt(visitor, one.where)).toContain(one[language]);
    });
  });
}

/** All cases in all languages. */
export function everyCase(stageOf: () => Stage): void {
  for (const language of languages) walk(stageOf, language, cases);
}

/** A case in each language. */
export function aCaseInEachLanguage(stageOf: () => Stage): void {
  for (const [index, language] of languages.entries())
    walk(stageOf, language, [[clinicians, ward, auditors][index]![0]!]);
}
