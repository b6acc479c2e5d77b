import { readFileSync } from 'node:fs';
import { cp, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { admittingTestPersons, createIdentityRegistry, standardKinds, type PersonIdentity } from '#consent';
import { tolvan } from '#consent/given';
import { EmbeddedEventStore } from '#event-store';
import {
  digestOfTicket,
  hprInFile,
  organisationsInFile,
  SignOn,
  type Affiliation,
  type Organisation,
} from '#sign-on';
import { cellsOf } from '../support/pages';
import { projectFolder } from '../support/project-folder';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';

const FOLDER = join(projectFolder, 'samples/registers');
const NOW = Date.UTC(2026, 2, 2, 9);
const LIFETIME = 3_600_000;

interface SamplePerson {
  readonly id: PersonIdentity;
  readonly name: string;
  readonly hprNumber?: string;
  readonly securityLevel: string;
  readonly answer: 'sign-in' | 'fault';
}

interface InHpr {
  readonly id: PersonIdentity;
  readonly hprNumber: string;
  categories: string[];
}

const read = <T>(name: string): T => JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as T;

const { persons } = read<{ persons: SamplePerson[] }>('persons.json');
const { persons: personnel } = read<{ persons: InHpr[] }>('hpr.json');
const { organisations, affiliations } = read<{
  organisations: Organisation[];
  affiliations: (Affiliation & { person: PersonIdentity })[];
}>('organisations.json');

let folder: TemporaryFolder;
let store: EmbeddedEventStore;
let signOn: SignOn;

beforeEach(async () => {
  folder = await temporaryFolder();
  await cp(FOLDER, folder.path, { recursive: true });
  store = await EmbeddedEventStore.open(join(folder.path, 'log'));
  const registers = {
    hpr: hprInFile(join(folder.path, 'hpr.json')),
    organisations: organisationsInFile(join(folder.path, 'organisations.json')),
    categories: new Set(['LE', 'SP', 'TL', 'FA1', 'PS', 'JO']),
  };
  signOn = new SignOn({ store, registers, ticketLifetime: LIFETIME });
});

afterEach(async () => {
  await store.close();
  await folder.remove();
});

const personNamed = (name: string): SamplePerson => persons.find((person) => person.name === name)!;

/** How a person comes: with what ticket, when, and what the identity provider is asked to do. */
interface Visit {
  readonly ticketOf?: string;
  readonly ticket?: string;
  readonly at?: number;
  readonly isCancelled?: boolean;
}

async function issue(organisationName: string): Promise<string> {
  const { number } = organisations.find(({ name }) => name === organisationName)!;
  return signOn.tickets.issue(
    { organisationNumber: number, patient: tolvan, basis: 'HPMOTTATTSAMTYKKE', recordsSystem: 'EPJ' },
    NOW,
  );
}

function answerOf({ answer, securityLevel }: SamplePerson, { isCancelled }: Visit) {
  if (isCancelled) return 'cancelled';
  if (answer === 'fault') return 'fault';
  return Number(securityLevel) < 4 ? 'level-too-low' : 'signed-in';
}

/** One way in, through all three stages, as the portal goes; answers the code, or how many workplaces there are. */
async function visit(name: string, how: Visit = {}): Promise<string | number> {
  const { at = NOW, ticketOf } = how;
  const ticket = ticketOf === undefined ? how.ticket : await issue(ticketOf);
  const ticketDigest = ticket === undefined ? undefined : digestOfTicket(ticket);
  const entered = await signOn.enter(ticketDigest, at);
  if (entered.outcome === 'refused') return entered.code;
  const back = await signOn.comeBack(answerOf(personNamed(name), how), at);
  if (back.outcome === 'refused') return back.code;
  const authorised = await signOn.authorise({ person: personNamed(name).id, ticketDigest }, at);
  return authorised.outcome === 'refused' ? authorised.code : authorised.workplaces.length;
}

async function changeHpr(change: (persons: InHpr[]) => InHpr[]): Promise<void> {
  const path = join(folder.path, 'hpr.json');
  const content = JSON.parse(await readFile(path, 'utf8')) as { persons: InHpr[] };
  await writeFile(path, JSON.stringify({ persons: change(content.persons) }));
}

const hide = (file: string) => rename(join(folder.path, file), join(folder.path, `${file}.away`));

const isJon = ({ id }: InHpr): boolean => id.extension === personNamed('Jon Eide').id.extension;

async function withoutHpr(): Promise<string | number> {
  expect(await visit('Jon Eide')).toBe(1);
  await changeHpr((all) => all.filter((one) => !isJon(one)));
  return visit('Jon Eide');
}

async function asPodiatrist(): Promise<string | number> {
  expect(await visit('Jon Eide')).toBe(1);
  await changeHpr((all) => all.map((one) => (isJon(one) ? { ...one, categories: ['FO'] } : one)));
  return visit('Jon Eide');
}

async function expired(): Promise<string | number> {
  const ticket = await issue('Hjertesenteret');
  return visit('Kari Nordlie', { ticket, at: NOW + LIFETIME });
}

async function without(file: string): Promise<string | number> {
  await hide(file);
  return visit('Kari Nordlie');
}

const ways: readonly [person: string, happens: string, see: () => Promise<string | number>][] = [
  ['Kari Nordlie', 'signed on', () => visit('Kari Nordlie')],
  ['Ola Sætre', 'signed on', () => visit('Ola Sætre')],
  ['Ingrid Myhre', 'signed on', () => visit('Ingrid Myhre', { ticketOf: 'Legevakten' })],
  ['Siri Aune', 'signed on', () => visit('Siri Aune')],
  ['Astrid Løken', 'AUT_000', () => visit('Astrid Løken')],
  ['Kari Nordlie', 'AUT_002', expired],
  ['Per Vik', 'AUT_101', () => visit('Per Vik')],
  ['Nils Tangen', 'AUT_104', () => visit('Nils Tangen', { ticketOf: 'Hjertesenteret' })],
  ['Nils Tangen', 'AUT_105', () => visit('Nils Tangen')],
  ['Jon Eide', 'AUT_108', withoutHpr],
  ['Kari Nordlie', 'AUT_110', () => visit('Kari Nordlie', { isCancelled: true })],
  ['Kari Nordlie', 'AUT_119', () => visit('Kari Nordlie', { ticket: 'forged' })],
  ['Jon Eide', 'AUT_128', asPodiatrist],
  ['Guro Dahl', 'AUT_146', () => visit('Guro Dahl')],
  ['Eva Bråten', 'KJX-000001', () => visit('Eva Bråten')],
  ['Tor Haug', 'KJX-000002', () => visit('Tor Haug')],
  ['Kari Nordlie', 'KJX-000003', () => without('hpr.json')],
  ['Kari Nordlie', 'KJX-000004', () => without('organisations.json')],
];

const workplaces: Readonly<Record<string, number>> = { 'Ola Sætre': 2 };

it.each(ways)('%s sees: %s', async (person, happens, see) => {
  expect(await see()).toBe(happens === 'signed on' ? (workplaces[person] ?? 1) : happens);
});

describe('the page beside them', () => {
  const page = readFileSync(join(FOLDER, 'README.md'), 'utf8');
  const rowsUnder = (heading: string) =>
    page
      .split(`## ${heading}\n`)[1]!
      .split('\n## ')[0]!
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .slice(2)
      .map(cellsOf);

  it('tells of everybody what is shown here', () => {
    expect(rowsUnder('People').map(([person, happens]) => [person, happens])).toEqual(
      ways.map(([person, happens]) => [person, happens]),
    );
  });

  it('has every organisation', () => {
    expect(rowsUnder('Organisations').map((row) => row.slice(0, 3))).toEqual(
      organisations.map(({ number, name, careProviderId }) => [number, name, `\`${careProviderId}\``]),
    );
  });
});

describe('their content', () => {
  const { check } = createIdentityRegistry(standardKinds.map(admittingTestPersons));
  const WEIGHTS = [3, 2, 7, 6, 5, 4, 3, 2, 1];

  it('has people who do not exist, by numbers that are well-formed', () => {
    for (const { id } of persons) {
      expect(check(id.root, id.extension)).toBe('ok');
      expect(Number(id.extension.slice(2, 4))).toBeGreaterThan(80);
    }
  });

  it('has organisation numbers whose last digit checks the others', () => {
    for (const { number } of organisations) {
      expect(number).toMatch(/^3\d{8}$/);
      expect(WEIGHTS.reduce((sum, weight, at) => sum + weight * Number(number[at]), 0) % 11).toBe(0);
    }
  });

  it('speaks of the same people everywhere, with the same HPR numbers', () => {
    const numbers = persons.flatMap(({ id, hprNumber }) => (hprNumber ? [{ id, hprNumber }] : []));
    expect(personnel.map(({ id, hprNumber }) => ({ id, hprNumber }))).toEqual(numbers);
    const known = new Set(persons.map(({ id }) => id.extension));
    expect(affiliations.filter(({ person }) => !known.has(person.extension))).toEqual([]);
  });
});
