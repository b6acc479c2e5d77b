import type { Instant, PersonIdentity } from '#consent';
import type { EventStore } from '#event-store';
import { newId } from '#platform';
import { Accounts } from './accounts/accounts';
import type { Callback } from './attempt';
import { factsOf, type Authorised, type Registers, type Workplace } from './authorise';
import { decideSignOn, type SignOnRefusal } from './decide-sign-on';
import { SignOnJournal } from './events/sign-on-journal';
import type { TicketIssued } from './events/sign-on-event';
import type { HealthPersonnel } from './registers/registers';
import { Tickets, type PresentedTicket } from './tickets/tickets';

/** Not let in. The event id is what the person is shown, and finds the log line. */
export interface Refused {
  readonly outcome: 'refused';
  readonly code: SignOnRefusal;
  readonly eventId: string;
  /** The outage behind it, if one is. It is for the log, and in no event. */
  readonly cause?: Error;
}

/** On to the next stage. */
export interface Next {
  readonly outcome: 'next';
}

/** Let in. */
export interface LetIn {
  readonly outcome: 'let-in';
  readonly personnel: HealthPersonnel;
  /** Where the person may act from; more than one: the person picks. */
  readonly workplaces: readonly Workplace[];
  /** The ticket, which names the patient. */
  readonly ticket: TicketIssued | null;
}

/** The person whom the identity provider has named. */
export interface SigningOn {
  readonly person: PersonIdentity;
  readonly ticketDigest?: string;
}

export interface SignOnParts {
  readonly store: Pick<EventStore, 'append' | 'readStream'>;
  readonly registers: Omit<Registers, 'accounts'>;
  /** Milliseconds. */
  readonly ticketLifetime: number;
}

/** A person's way in: at each stage the facts are gathered, the table decides, and what it came to is kept. */
export class SignOn {
  readonly tickets: Tickets;
  readonly journal: SignOnJournal;
  private readonly accounts: Accounts;

  constructor(private readonly parts: SignOnParts) {
    this.tickets = new Tickets(parts.store, parts.ticketLifetime);
    this.journal = new SignOnJournal(parts.store);
    this.accounts = new Accounts(parts.store);
  }

  /** At the portal's address, with what a ticket is known by, or without one. @throws StoreUnavailable */
  async enter(ticketDigest: string | undefined, now: Instant): Promise<Refused | Next> {
    const { fact: ticket } = await this.presented({ ticketDigest }, now);
    const decision = decideSignOn({ stage: 'entry', ticket });
    return decision.outcome === 'refused'
      ? this.refuse(decision.code, now, { ticketDigest })
      : { outcome: 'next' };
  }

  /** Back from the identity provider. @throws StoreUnavailable */
  async comeBack(answer: Callback['answer'], now: Instant): Promise<Refused | Next> {
    const decision = decideSignOn({ stage: 'callback', answer });
    return decision.outcome === 'refused' ? this.refuse(decision.code, now, {}) : { outcome: 'next' };
  }

  /** Who it is, is known: may that person in? @throws StoreUnavailable */
  async authorise(signingOn: SigningOn, now: Instant): Promise<Refused | LetIn> {
    const { person } = signingOn;
    const presented = await this.presented(signingOn, now);
    const registers = { ...this.parts.registers, accounts: this.accounts };
    const authorised = await factsOf(person, presented, registers);
    const decision = decideSignOn(authorised.facts);
    if (decision.outcome === 'next-stage') throw new Error('An authorisation is the last stage.');
    if (decision.createsAccount) {
      await this.accounts.create(person, authorised.personnel!.hprNumber, now);
    }
    if (decision.outcome === 'refused') {
      const { outage: cause } = authorised;
      return { ...(await this.refuse(decision.code, now, signingOn)), ...(cause && { cause }) };
    }
    return this.letIn(signingOn, authorised, now);
  }

  private async presented(
    { person, ticketDigest }: Partial<SigningOn>,
    now: Instant,
  ): Promise<PresentedTicket> {
    return ticketDigest === undefined ? { fact: 'none' } : this.tickets.present(ticketDigest, now, person);
  }

  /** A ticket becomes the person's only now, and of two who come with it at once one is too late. */
  private async letIn(signingOn: SigningOn, authorised: Authorised, now: Instant): Promise<Refused | LetIn> {
    const { person, ticketDigest } = signingOn;
    const { workplaces } = authorised;
    const personnel = authorised.personnel!;
    if (ticketDigest === undefined) return { outcome: 'let-in', personnel, workplaces, ticket: null };
    const redeemed = await this.tickets.redeem(ticketDigest, person, now);
    if (redeemed.fact === 'authentic') {
      return { outcome: 'let-in', personnel, workplaces, ticket: redeemed.ticket };
    }
    return this.refuse(redeemed.fact === 'expired' ? 'AUT_002' : 'AUT_119', now, signingOn);
  }

  private async refuse(code: SignOnRefusal, now: Instant, known: Partial<SigningOn>): Promise<Refused> {
    const eventId = newId();
    const { person, ticketDigest } = known;
    await this.journal.note({
      type: 'SignOnRefused',
      code,
      ...(person && { person }),
      ...(ticketDigest !== undefined && { ticketDigest }),
      eventId,
      recordedAt: now,
    });
    return { outcome: 'refused', code, eventId };
  }
}
