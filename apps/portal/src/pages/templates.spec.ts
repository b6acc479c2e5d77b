import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Eta } from 'eta';
import fc from 'fast-check';
import { careProvider, careUnit, doctor, tolvan } from '#consent/given';
import type { ExtendedPDLAssertionType } from '#contracts';
import { consentTimeline } from './consents/timeline/consent-timeline';
import { consentsWords } from './consents/consents.words';
import { listingWords } from './consents/listing.words';
import { momentWords } from './forms/moment/moment.words';
import { representativeWords } from './forms/representative.words';
import { frameOf } from './frame/frame';
import { frameWords } from './frame/frame.words';
import { registerWords } from './register/register.words';
import { reviewWords } from './review/review.words';
import { consentView } from './views/consent-view';

const files = readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.eta'),
);

/** What may be printed as it is: other templates, what the layout stands around, and the picture, which escapes for itself. */
const AS_IT_IS = /^(?:include\(|it\.body\b|it\.picture\b)/;

describe.each(files)('%s', (file) => {
  const template = readFileSync(join(__dirname, file), 'utf8');

  it('prints everything escaped but other templates', () => {
    for (const [, printed] of template.matchAll(/<%[-_]?~\s*([^%]*)%>/g)) expect(printed).toMatch(AS_IT_IS);
  });

  it('has no script, no style of its own, and nothing from elsewhere', () => {
    expect(template).not.toMatch(/<script|<style|\sstyle=|\son[a-z]+=|https?:\/\/|javascript:/i);
  });
});

const eta = new Eta({ views: __dirname, autoEscape: true, cache: true });

const workplace = {
  organisationNumber: '310001007',
  organisationName: 'Hjertesenteret',
  careProviderId: careProvider,
  unit: { careUnitId: careUnit, careUnitName: 'Hjertepoliklinikken', employeeId: doctor },
};

/** Markup as somebody might have put it anywhere, with a name that is in no template. */
const hostile = fc
  .tuple(fc.constantFrom('', '"', "'", '-->', '</dd>', '&lt;', '%>'), fc.string())
  .map(([before, after]) => `${before}<evil>${after}`);

const around = (text: string) => {
  const session = {
    ...{ person: tolvan, hprNumber: text, csrfToken: text, signedOnAt: 0, lastSeenAt: 0 },
    workplace: { ...workplace, organisationName: text, unit: { ...workplace.unit, careUnitName: text } },
    patient: { identity: { root: text, extension: text } },
  };
  const frame = frameOf({ session, isAuditor: true, language: 'sv', path: '/consents' });
  return { session, language: 'sv', path: '/consents', here: '/consents', frame };
};

const consentWith = (text: string): ExtendedPDLAssertionType => {
  const action = {
    ...{ requestDate: '2026-03-02T08:00:00', registrationDate: '2026-03-02T08:00:00', reasonText: text },
    ...{ requestedBy: { employeeId: text }, registeredBy: { employeeId: text } },
  };
  return {
    pDLAssertion: {
      ...{ assertionId: text, assertionType: 'Emergency', careProviderId: text, careUnitId: text },
      ...{ scope: 'NationalLevel', employeeId: text, startDate: '2026-03-02T08:00:00', patientId: tolvan },
    },
    representedBy: { root: text, extension: text },
    registrationInfo: action,
  };
};

const viewing = {
  words: frameWords.sv,
  workplace,
  now: Date.parse('2026-04-02T08:00:00Z'),
  names: new Map(),
};

const timeline = (screen: 'wide' | 'narrow', consent: ExtendedPDLAssertionType) =>
  consentTimeline({ screen, consents: [consent], words: consentsWords.sv, viewing });

const consentsPage = (text: string): string => {
  const consent = consentWith(text);
  const listed = { ...consentView(consent, viewing), links: [{ href: text, text }] };
  return eta.render('consents/consents', {
    ...around(text),
    ...{ words: { ...consentsWords.sv, ...listingWords.sv }, lead: text, done: text },
    groups: [
      {
        ...{ name: 'valid', none: '', count: 2, shown: [listed], folded: [listed] },
        ...{ foldedText: text, more: text, moreText: text },
      },
    ],
    found: { count: 1, range: text, consents: [listed], previous: text, next: text },
    filter: { isOn: true, values: { unit: text }, units: [{ value: text, text }], groups: [] },
    verdict: { mayRead: true, sign: 'valid', text, follows: { href: text, text } },
    picture: { wide: timeline('wide', consent), narrow: timeline('narrow', consent) },
  });
};

const moment = (name: string, text: string) => ({
  ...{ name, legend: text },
  choices: [{ value: text, label: text, hint: text }],
});

const reviewPage = (text: string): string =>
  eta.render('review/review', {
    ...around(text),
    ...{ words: reviewWords.sv, title: text, action: text, values: { [text]: text }, readBack: text },
    ...{ facts: [{ name: text, text }], questions: [text], consequence: text, submit: text },
    ...{ isFinal: true, confirmation: text },
  });

const registerPage = (text: string): string =>
  eta.render('register/register', {
    ...around(text),
    ...{ words: registerWords.sv, whomUnit: text, kinds: [{ value: text, text }] },
    ...{ momentWords: momentWords.sv, representativeWords: representativeWords.sv },
    ...{ start: moment('start', text), end: moment('end', text) },
    values: { assertionId: text, assertionType: text, employeeId: text, reasonText: text, startDate: text },
    faults: [{ field: 'reasonText', message: text }],
  });

it.each([
  ['the consents', consentsPage],
  ['the form with its faults', registerPage],
  ['what is read back', reviewPage],
])('whatever stands in %s is no markup', (_page, render) => {
  fc.assert(
    fc.property(hostile, (text) => {
      const page = render(text);
      expect(page).not.toContain('<evil');
      expect(page).toContain('&lt;evil&gt;');
    }),
    { numRuns: 60 },
  );
});

it('takes no quotation mark for the end of a field', () => {
  const page = registerPage('" autofocus onfocus="evil()');
  expect(page).not.toMatch(/"\s+autofocus onfocus="evil/);
});
