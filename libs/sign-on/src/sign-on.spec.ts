import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PersonIdentity } from '#consent';
import { EmbeddedEventStore } from '#event-store';
import { decodeSignOn } from './events/sign-on-codec';
import { signOnStream, ticketStream } from './events/sign-on-streams';
import { RegisterUnavailable } from './registers/registers';
import { doctor, nurse, tolvan } from './given/people';
import { atTheClinic, clinic, registersThatSay, type Said } from './given/registers';
import { SignOn } from './sign-on';
import { digestOfTicket } from './tickets/ticket-text';

const NOW = Date.UTC(2026, 2, 2, 9);
const LIFETIME = 3_600_000;

let folder: string;
let store: EmbeddedEventStore;
let said: Said;
let signOn: SignOn;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sign-on-'));
  store = await EmbeddedEventStore.open(folder);
  said = { categories: ['LE'], organisations: [clinic], affiliations: [atTheClinic] };
  signOn = new SignOn({ store, registers: registersThatSay(said, doctor), ticketLifetime: LIFETIME });
});

afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

const issue = () =>
  signOn.tickets.issue(
    { organisationNumber: clinic.number, patient: tolvan, basis: 'HPMOTTATTSAMTYKKE', recordsSystem: 'EPJ' },
    NOW,
  );

const codeOf = async (outcome: Promise<{ outcome: string; code?: string }>) => {
  const { outcome: word, code } = await outcome;
  return code ?? word;
};

const enter = (ticket: string, now = NOW) => codeOf(signOn.enter(digestOfTicket(ticket), now));

const authorise = (ticket?: string, person: PersonIdentity = doctor, now = NOW) =>
  codeOf(signOn.authorise({ person, ticketDigest: ticket && digestOfTicket(ticket) }, now));

const eventsOf = async (stream: string) =>
  (await store.readStream(stream)).map((event) => decodeSignOn(event));

describe('with a ticket', () => {
  it('leads to its patient, again and again for the same person', async () => {
    const ticket = await issue();
    expect(await enter(ticket)).toBe('next');
    for (const at of [NOW, NOW + LIFETIME - 1]) {
      const letIn = await signOn.authorise({ person: doctor, ticketDigest: digestOfTicket(ticket) }, at);
      expect(letIn).toMatchObject({
        outcome: 'let-in',
        personnel: { hprNumber: '9000001' },
        workplaces: [{ organisation: clinic, affiliation: atTheClinic }],
        ticket: { patient: tolvan, basis: 'HPMOTTATTSAMTYKKE', organisationNumber: clinic.number },
      });
    }
    expect((await eventsOf(ticketStream(digestOfTicket(ticket)))).map(({ type }) => type)).toEqual([
      'TicketIssued',
      'TicketRedeemed',
    ]);
  });

  it('is the first person’s who comes with it', async () => {
    const ticket = await issue();
    expect(await authorise(ticket)).toBe('let-in');
    signOn = new SignOn({ store, registers: registersThatSay(said, nurse), ticketLifetime: LIFETIME });
    expect(await authorise(ticket, nurse)).toBe('AUT_119');
  });

  it('is one person’s when two come at once', async () => {
    const ticket = await issue();
    const digest = digestOfTicket(ticket);
    const both = await Promise.all(
      [doctor, nurse].map((person) => signOn.tickets.redeem(digest, person, NOW)),
    );
    expect(both.map(({ fact }) => fact).sort()).toEqual(['authentic', 'invalid']);
  });

  it.each([
    ['empty', () => ''],
    ['repeated', (ticket: string) => `${ticket},${ticket}`],
    ['unknown', (ticket: string) => ticket.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'))],
    ['cut off', (ticket: string) => ticket.slice(1)],
  ])('is not valid: %s', async (_, changed) => {
    expect(await enter(changed(await issue()))).toBe('AUT_119');
  });

  it('has expired after its lifetime, at the entry and at the authorisation', async () => {
    const ticket = await issue();
    expect(await enter(ticket, NOW + LIFETIME - 1)).toBe('next');
    expect(await enter(ticket, NOW + LIFETIME)).toBe('AUT_002');
    expect(await authorise(ticket, doctor, NOW + LIFETIME)).toBe('AUT_002');
  });

  it('is in the ledger by its digest alone', async () => {
    const ticket = await issue();
    await enter(`${ticket.slice(1)}A`);
    for await (const event of store.readAll())
      expect(JSON.stringify(event)).not.toContain(ticket.slice(2, -2));
  });
});

describe('the registers', () => {
  it.each<[code: string, says: Partial<Said>]>([
    ['KJX-000003', { categories: 'unavailable' }],
    ['KJX-000004', { organisations: 'unavailable' }],
    ['AUT_000', { categories: null }],
    ['AUT_101', { categories: ['AA'] }],
    ['AUT_105', { affiliations: [] }],
    ['AUT_146', { organisations: [{ ...clinic, isActive: false }] }],
    ['let-in', {}],
  ])('lead to %s without a ticket and an account', async (code, says) => {
    Object.assign(said, says);
    expect(await authorise()).toBe(code);
  });

  it.each<Partial<Said>>([{ categories: 'unavailable' }, { organisations: 'unavailable' }])(
    'that do not answer are told of to whoever logs it, and not to the ledger: %j',
    async (says) => {
      Object.assign(said, says);
      const refused = await signOn.authorise({ person: doctor }, NOW);
      expect(refused).toMatchObject({
        outcome: 'refused',
        cause: new RegisterUnavailable('It does not answer.'),
      });
      for await (const event of store.readAll())
        expect(JSON.stringify(event)).not.toContain('does not answer');
    },
  );

  it.each<[code: string, says: Partial<Said>]>([
    ['AUT_108', { categories: null }],
    ['AUT_128', { categories: [] }],
    ['AUT_146', { organisations: [] }],
    ['AUT_104', { affiliations: [] }],
    ['AUT_104', { affiliations: [{ ...atTheClinic, organisationNumber: '999999999' }] }],
    ['let-in', { affiliations: [], organisations: [{ ...clinic, admitsWithoutAffiliation: ['LE'] }] }],
  ])('lead to %s with a ticket and an account', async (code, says) => {
    const ticket = await issue();
    expect(await authorise()).toBe('let-in');
    Object.assign(said, says);
    expect(await authorise(ticket)).toBe(code);
  });
});

it('keeps every refusal, with who it was where that is known', async () => {
  said.categories = null;
  const refused = await signOn.authorise({ person: doctor }, NOW);
  await signOn.comeBack('cancelled', NOW);
  expect(await eventsOf(signOnStream(NOW))).toEqual([
    {
      type: 'SignOnRefused',
      code: 'AUT_000',
      person: doctor,
      eventId: (refused as { eventId: string }).eventId,
      recordedAt: NOW,
    },
    { type: 'SignOnRefused', code: 'AUT_110', eventId: expect.any(String), recordedAt: NOW },
  ]);
});
