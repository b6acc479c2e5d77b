import type { PersonIdentity } from '#consent';
import type { Accounts } from './accounts/accounts';
import type { Authorisation } from './attempt';
import type {
  Affiliation,
  HprRegister,
  HealthPersonnel,
  Organisation,
  OrganisationRegister,
} from './registers/registers';
import { RegisterUnavailable } from './registers/registers';
import type { PresentedTicket } from './tickets/tickets';

/** What the facts of an authorisation are gathered from. */
export interface Registers {
  readonly hpr: HprRegister;
  readonly organisations: OrganisationRegister;
  readonly accounts: Pick<Accounts, 'has'>;
  /** Categories of authorisation that give access. */
  readonly categories: ReadonlySet<string>;
}

/** One of the places that a person may act from. */
export interface Workplace {
  readonly organisation: Organisation;
  /** `null`: let in by the organisation without being affiliated with it. */
  readonly affiliation: Affiliation | null;
}

/** The facts, and what stands behind them for a person who is let in. */
export interface Authorised {
  readonly facts: Authorisation;
  readonly personnel: HealthPersonnel | null;
  readonly workplaces: readonly Workplace[];
  /** Why a register did not answer, for the log. */
  readonly outage?: RegisterUnavailable;
}

/** Asks the registers what the decision table wants to know. An outage becomes a fact of its own, and never a no. */
export async function factsOf(
  person: PersonIdentity,
  presented: PresentedTicket,
  registers: Registers,
): Promise<Authorised> {
  const [hasAccount, personnel, places] = await Promise.all([
    registers.accounts.has(person),
    orUnavailable(registers.hpr.find(person)),
    orUnavailable(placesOf(person, presented, registers.organisations)),
  ]);
  const outage = [personnel, places].find(isOutage);
  const known = isOutage(personnel) ? null : personnel;
  const workplaces = isOutage(places) ? [] : places.workplaces;
  const facts = {
    stage: 'authorise',
    ticket: presented.fact,
    hasAccount,
    hpr: hprFact(personnel, registers.categories),
    organisation: isOutage(places) ? 'unavailable' : places.isActive ? 'active' : 'inactive',
    affiliation: affiliationFact(isOutage(places) ? 0 : places.affiliations),
    isAdmittedWithoutAffiliation: workplaces.some(({ organisation }) => admits(organisation, known)),
  } as const;
  return { facts, personnel: known, workplaces, ...(outage && { outage }) };
}

interface Places {
  readonly workplaces: readonly Workplace[];
  readonly affiliations: number;
  readonly isActive: boolean;
}

async function placesOf(
  person: PersonIdentity,
  presented: PresentedTicket,
  register: OrganisationRegister,
): Promise<Places> {
  const all = await register.affiliationsOf(person);
  const isMeant = ({ organisationNumber }: Affiliation) =>
    presented.fact !== 'authentic' || organisationNumber === presented.ticket.organisationNumber;
  const affiliations = all.filter(isMeant);
  const numbers =
    presented.fact === 'authentic'
      ? [presented.ticket.organisationNumber]
      : [...new Set(affiliations.map(({ organisationNumber }) => organisationNumber))];
  const found = await Promise.all(numbers.map((number) => register.find(number)));
  const active = found.filter((organisation) => organisation?.isActive === true) as Organisation[];
  return {
    workplaces: active.flatMap((organisation) => workplacesAt(organisation, affiliations)),
    affiliations: affiliations.length,
    isActive: active.length > 0,
  };
}

function workplacesAt(organisation: Organisation, affiliations: readonly Affiliation[]): Workplace[] {
  const here = affiliations.filter(({ organisationNumber }) => organisationNumber === organisation.number);
  return here.length === 0
    ? [{ organisation, affiliation: null }]
    : here.map((affiliation) => ({ organisation, affiliation }));
}

function hprFact(
  personnel: HealthPersonnel | null | RegisterUnavailable,
  categories: ReadonlySet<string>,
): Authorisation['hpr'] {
  if (isOutage(personnel)) return 'unavailable';
  if (personnel === null) return 'not-found';
  return personnel.categories.some((category) => categories.has(category)) ? 'with-role' : 'without-role';
}

const affiliationFact = (count: number): Authorisation['affiliation'] =>
  count === 0 ? 'none' : count === 1 ? 'one' : 'several';

const admits = ({ admitsWithoutAffiliation }: Organisation, personnel: HealthPersonnel | null): boolean =>
  personnel?.categories.some((category) => admitsWithoutAffiliation.includes(category)) ?? false;

const isOutage = (answer: unknown): answer is RegisterUnavailable => answer instanceof RegisterUnavailable;

async function orUnavailable<T>(answer: Promise<T>): Promise<T | RegisterUnavailable> {
  try {
    return await answer;
  } catch (error) {
    if (isOutage(error)) return error;
    throw error;
  }
}
