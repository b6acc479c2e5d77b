import { CheckConsentsDto, createValidator, texts } from '#contracts';
import type { ContractTable } from './seed-table.cases';
import { ofAnotherHistory } from '../contract/change-cursors';
import { addressFaults, webhookOutcome, webhooksOff } from '../contract/webhook-outcomes';
import { tooManyConsents } from './get-consent-snapshot/get-consent-snapshot.contract';
import { seedTable } from './seed-table.cases';
import { bodyOf, otherIdentities, set } from './given';

const textOf = ({ dto }: ContractTable, body: unknown): string =>
  createValidator(dto)
    .validate(body)
    .map(({ message }) => message)
    .join('; ');

describe.each(seedTable)('$contract', (table) => {
  it('accepts its example', () => {
    expect(textOf(table, table.example)).toBe('');
  });

  it.each(table.cases)('$name', (one) => {
    const body = bodyOf(table.example, one);
    const text = textOf(table, body);
    expect(text).toBe(one.resultCode === 'VALIDATION_ERROR' ? one.resultText(body) : '');
  });

  it.each(['text', 17, null, undefined, true, [], [{}]])('refuses %p in place of a message', (body) => {
    expect(createValidator(table.dto).validate(body)).toHaveLength(1);
  });
});

const webhookRefusals = [
  'already-exists',
  'not-found',
  'too-many',
  'too-many-rotations',
  'too-many-redeliveries',
  'too-many-changes',
] as const;

const webhookText = (rejection: (typeof webhookRefusals)[number]): string =>
  webhookOutcome({ accepted: false, rejection, position: 0 }, { webhookId: 'w', careProviderId: 'c' }).result
    .resultText!;

const cases = seedTable.flatMap((table) => table.cases);

const bulletsOf = (contract: string): number =>
  new Set(
    cases
      .map(({ bullet }) => bullet)
      .filter((bullet) => bullet !== null && bullet.startsWith(`${contract}: `)),
  ).size;

describe('The table', () => {
  it('has every bullet of the table of response codes', () => {
    const bullets = Object.fromEntries(seedTable.map(({ contract }) => [contract, bulletsOf(contract)]));
    expect(bullets).toEqual({
      RegisterExtendedConsent: 40,
      CancelExtendedConsent: 22,
      DeleteExtendedConsent: 22,
      CheckConsent: 13,
      GetConsentsForPatient: 7,
      GetExtendedConsentsForPatient: 7,
      GetConsentsForCareProvider: 4,
      GetAllExtendedConsentsForPatient: 0,
      EndConsentByPatient: 0,
    });
  });

  it('names every case once', () => {
    expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
  });

  it('accepts every kind of identity', () => {
    const asking = seedTable.filter(({ example }) => 'patientId' in example);
    for (const table of asking) {
      for (const patientId of otherIdentities)
        expect(textOf(table, { ...table.example, patientId })).toBe('');
    }
  });
});

describe('What need not be given', () => {
  const register = seedTable.filter(({ contract }) => contract === 'RegisterExtendedConsent');
  const optional = ['employeeId', 'startDate', 'endDate', 'representedBy', 'registrationAction.reasonText'];
  const informing = ['requestedBy', 'registeredBy'].flatMap((actor) =>
    ['assignmentId', 'assignmentName'].map((element) => `registrationAction.${actor}.${element}`),
  );
  const textWith = (path: string, value: unknown): string[] =>
    register.map((table) => textOf(table, bodyOf(table.example, { mutate: set(path, value) })));

  it.each([...optional, ...informing])('%s may be null', (path) => {
    expect(textWith(path, null)).toEqual(['']);
  });

  it.each(informing)('%s may be empty', (path) => {
    expect(textWith(path, '')).toEqual(['']);
  });

  it.each(['employeeId', 'startDate', 'endDate', 'representedBy'])('%s may not be empty', (path) => {
    expect(textWith(path, '')).not.toEqual(['']);
  });
});

describe('Every text', () => {
  const ANY = '\u0001';
  const pattern = (text: string): RegExp =>
    new RegExp(
      `^${text
        .split(ANY)
        .map((part) => part.replace(/[.\\()]/g, '\\$&'))
        .join('.*')}$`,
    );
  const reached = seedTable.flatMap((table) => [
    ...createValidator(table.dto)
      .validate(17)
      .map(({ message }) => message),
    ...table.cases.map((one) => one.resultText(bodyOf(table.example, one))),
  ]);
  reached.push(
    ...createValidator(CheckConsentsDto)
      .validate({ questions: [] })
      .map(({ message }) => message),
    ofAnotherHistory().result.resultText!,
    tooManyConsents(3).result.resultText!,
    ...addressFaults({ address: 'a' }, () => false).map(({ message }) => message),
    webhooksOff.result.resultText!,
    ...webhookRefusals.map((rejection) => webhookText(rejection)),
  );

  it.each(Object.entries(texts))('%s is the answer to some case', (_name, template) => {
    const text = (template as (...values: unknown[]) => string)(ANY, ANY);
    expect(reached.filter((answer) => pattern(text).test(answer))).not.toEqual([]);
  });
});
