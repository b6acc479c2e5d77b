import {
  cancelled,
  careProvider,
  consentId,
  evening,
  morning,
  noon,
  otherCareProvider,
  registered,
} from '#consent/given';
import { given, type ReadModels } from '../given';
import { storedConsents, type StoredConsentsQuestion } from './stored-consents.query';

const ask = ({ careProvider: rows }: ReadModels, asked: Partial<StoredConsentsQuestion> = {}) =>
  storedConsents(rows, { careProviderId: careProvider, storedOnOrAfter: 0, limit: 100, ...asked });

const numbersOf = (found: ReturnType<typeof ask>) =>
  found.map(({ assertionId }) => Number(assertionId.slice(-12)));

const consent = (n: number, recordedAt: number, careProviderId = careProvider) =>
  registered({ assertionId: consentId(n), recordedAt, careProviderId });

describe('the stored consents of a care provider', () => {
  const first = consent(1, morning);
  const models = given(
    first,
    consent(2, morning),
    consent(3, noon, otherCareProvider),
    consent(4, noon),
    cancelled(first, { recordedAt: evening }),
  );

  it('are all of them, the cancelled too, in the order in which they were last changed', () => {
    expect(numbersOf(ask(models))).toStrictEqual([2, 4, 1]);
    expect(numbersOf(ask(models, { careProviderId: 'SE165565594230-3000' }))).toStrictEqual([]);
  });

  it('begin at a time, which is included', () => {
    expect(numbersOf(ask(models, { storedOnOrAfter: noon }))).toStrictEqual([4, 1]);
    expect(numbersOf(ask(models, { storedOnOrAfter: noon + 1 }))).toStrictEqual([1]);
  });

  it('go on behind a place, whatever the size of a page', () => {
    const pages: number[][] = [];
    for (let after = ask(models, { limit: 1 })[0]?.place; after;) {
      const page = ask(models, { after, limit: 1 });
      pages.push(numbersOf(page));
      after = page.at(-1)?.place;
    }
    expect(pages).toStrictEqual([[4], [1], []]);
  });
});
