import type { Browser, BrowserContextOptions } from 'playwright-core';
import type { PersonIdentity } from '#consent';
import { tolvan } from '#consent/given';
import { Tickets, type TicketRequest } from '#sign-on';
import { ticketFromHealthIndicator } from './records-system';
import { sampleOrganisation } from './sample-people';
import { startChromium } from './chromium';
import { Visitor } from './visitor';
import { WholeSystem } from './whole-system';

const TICKET_LIFETIME_MS = 3_600_000;

/** One browser and one whole system, for all tests: what visitors leave behind is kept, to be searched at the end. */
export class Stage {
  /** Every address that any visitor's browser asked for, and every one that Back and Forward led to. */
  readonly addresses: string[] = [];
  readonly histories: string[] = [];
  readonly tickets: string[] = [];

  private constructor(
    readonly browser: Browser,
    readonly system: WholeSystem,
  ) {}

  /** @param fill puts a ledger into the folder before anybody opens it. */
  static async set(fill?: (dataDirectory: string) => Promise<void>): Promise<Stage> {
    const browser = await startChromium();
    try {
      return new Stage(browser, await WholeSystem.start(fill));
    } catch (error) {
      await browser.close();
      throw error;
    }
  }

  /** Lets somebody come with a browser of their own, and leave when they are done. */
  async visit<Result>(
    act: (visitor: Visitor) => Promise<Result>,
    options: BrowserContextOptions = {},
  ): Promise<Result> {
    const visitor = await Visitor.arrive(this.browser, this.system.url, options);
    try {
      return await act(visitor);
    } finally {
      this.histories.push(...(await visitor.history()));
      this.addresses.push(...visitor.addresses);
      await visitor.leave();
    }
  }

  /** A ticket that an organisation's records system got for a patient. */
  async ticketOf(organisation: string, patient: PersonIdentity = tolvan): Promise<string> {
    const ticket = await ticketFromHealthIndicator(this.system, organisation, patient);
    this.tickets.push(ticket);
    return ticket;
  }

  /** A ticket that was issued so long ago, in milliseconds: written into the ledger as it would have been then. */
  async ticketIssuedAgo(age: number): Promise<string> {
    const request: TicketRequest = {
      organisationNumber: sampleOrganisation('Hjertesenteret').number,
      patient: tolvan,
      basis: 'HPMOTTATTSAMTYKKE',
      recordsSystem: 'Journal 1.0',
    };
    const tickets = new Tickets(this.system.store, TICKET_LIFETIME_MS);
    const ticket = await tickets.issue(request, Date.now() - age);
    this.tickets.push(ticket);
    return ticket;
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.system.close();
  }
}
