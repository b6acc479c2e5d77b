import { samePerson, type Instant, type PersonIdentity } from '#consent';
import type { EventStore, StoredEvent } from '#event-store';
import { newId } from '#platform';
import type { TicketFact } from '../attempt';
import { decodeSignOn, encodeSignOn } from '../events/sign-on-codec';
import type { TicketIssued } from '../events/sign-on-event';
import { ticketStream } from '../events/sign-on-streams';
import { digestOfTicket, newTicketText } from './ticket-text';

/** What a ticket stands for: an organisation that opens a patient, and never the user. */
export type TicketRequest = Pick<TicketIssued, 'organisationNumber' | 'patient' | 'basis' | 'recordsSystem'>;

/** The outcome of a ticket in an address, and what it stands for where that can be known. */
export type PresentedTicket =
  | { readonly fact: Exclude<TicketFact, 'authentic'> }
  | { readonly fact: 'authentic'; readonly ticket: TicketIssued };

type Log = Pick<EventStore, 'append' | 'readStream'>;

/**
 * Tickets in streams of their own in the ledger. Their lifetime is counted from when they were issued, however often they are
 * used; the first person who redeems one has it from then on.
 */
export class Tickets {
  constructor(
    private readonly store: Log,
    /** Milliseconds. */
    private readonly lifetime: number,
  ) {}

  /** The ticket's text. It cannot be read again. @throws StoreUnavailable */
  async issue(request: TicketRequest, now: Instant): Promise<string> {
    const text = newTicketText();
    const ticketDigest = digestOfTicket(text);
    const { organisationNumber, patient, basis, recordsSystem } = request;
    const facts = { ticketDigest, organisationNumber, patient, basis, recordsSystem };
    const event = {
      type: 'TicketIssued',
      ...facts,
      expiresAt: now + this.lifetime,
      recordedAt: now,
    } as const;
    const result = await this.store.append(ticketStream(ticketDigest), 'no-stream', [
      { id: newId(), ...encodeSignOn(event) },
    ]);
    if (!result.ok) throw new Error('A new ticket is one that was issued before.');
    return text;
  }

  /**
   * What a ticket comes to for a person, or for whoever it may be as long as nobody knows. What no ticket was issued under is none:
   * unknown, forged, empty, or several at once.
   * @throws StoreUnavailable
   */
  async present(digest: string, now: Instant, person?: PersonIdentity): Promise<PresentedTicket> {
    const [issued, redeemed] = (await this.store.readStream(ticketStream(digest))).map(meant);
    if (issued?.type !== 'TicketIssued') return { fact: 'invalid' };
    const isAnothers = person && redeemed?.type === 'TicketRedeemed' && !samePerson(redeemed.person, person);
    if (isAnothers) return { fact: 'invalid' };
    return now >= issued.expiresAt ? { fact: 'expired' } : { fact: 'authentic', ticket: issued };
  }

  /**
   * Binds a ticket to a person, or finds that it is bound to that person already. Of two who come at once, one has it.
   * @throws StoreUnavailable
   */
  async redeem(digest: string, person: PersonIdentity, now: Instant): Promise<PresentedTicket> {
    const presented = await this.present(digest, now, person);
    if (presented.fact !== 'authentic') return presented;
    const event = { type: 'TicketRedeemed', person, recordedAt: now } as const;
    const result = await this.store.append(ticketStream(digest), 0, [
      { id: newId(), ...encodeSignOn(event) },
    ]);
    return result.ok ? presented : this.present(digest, now, person);
  }
}

const meant = (stored: StoredEvent) => decodeSignOn(stored);
