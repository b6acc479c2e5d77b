import { Injectable } from '@nestjs/common';
import { ConsentLedger } from '#consent-ledger';
import {
  careProviderProjection,
  consentChanges,
  decodeChangeCursor,
  type ChangesPage,
  type ChangesQuestion,
  type ConsentChangeAt,
} from '#read-models';
import type { Webhook } from '#webhooks';
import type { Contract, Outcome } from '../contract/contract';
import { ofAnotherHistory } from '../contract/change-cursors';
import { OK } from '../contract/error-table';
import type { RequestContext } from '../contract/request-context';
import { ContractRunner } from '../contract/run-contract';

/** The history has no such change as a webhook has come to: an older backup was restored, perhaps. */
export class OtherHistory extends Error {
  override readonly name = 'OtherHistory';
}

/** The rows have what is asked for, and the runner refuses it: the right has just ended. */
export class NoRight extends Error {
  override readonly name = 'NoRight';
}

/** GetConsentChanges as webhooks ask it: a page of the size that is sent, so that its record says how many changes were shown. */
const asSent = (ledger: ConsentLedger): Contract<ChangesQuestion, ChangesPage> => ({
  name: 'GetConsentChanges',
  kind: 'query',
  validate: () => [],
  careProviderOf: ({ careProviderId }) => careProviderId,
  async run(question, context): Promise<Outcome<ChangesPage>> {
    const { answer, ...positions } = await ledger.ask(careProviderProjection, context, (rows) =>
      consentChanges(rows, question),
    );
    return answer ? { result: OK, content: answer, ...positions } : ofAnotherHistory();
  },
  shown: ({ changes }) => changes.length,
  respond: () => ({}),
});

/** Reads the changes that a webhook has not sent yet, as a request of its owner would: behind the barrier, authorised, and recorded. */
@Injectable()
export class ChangesToSend {
  private readonly contract: Contract;

  constructor(
    private readonly ledger: ConsentLedger,
    private readonly runner: ContractRunner,
  ) {
    this.contract = asSent(ledger);
  }

  /** @throws OtherHistory @throws NoRight @throws StoreUnavailable @throws NotCaughtUp */
  async after(
    { careProviderId }: Webhook,
    cursor: string | undefined,
    { context, most }: { readonly context: RequestContext; readonly most: number },
  ): Promise<readonly ConsentChangeAt[]> {
    const question = { careProviderId, after: placeOf(cursor), pageSize: most };
    const { content, denial } = await this.runner.run(this.contract, question, context);
    if (denial) throw new NoRight('The system may not see these changes any more.');
    if (!content) throw otherHistory();
    return (content as ChangesPage).changes;
  }

  /** Those that there are, by a look that waits for nothing. `null`: the rows have no such cursor, or not yet. */
  glance({ careProviderId }: Place, cursor: string | undefined, most: number): ChangesPage | null {
    const question = { careProviderId, after: placeOf(cursor), pageSize: most };
    return this.ledger.glance(careProviderProjection, (rows) => consentChanges(rows, question));
  }

  /**
   * Those that there are, for a report. `null`: the history has no such cursor. It waits only where the rows may be behind another process,
   * which has sent more. @throws StoreUnavailable @throws NotCaughtUp
   */
  async look(place: Place, cursor: string | undefined, most: number): Promise<ChangesPage | null> {
    const page = this.glance(place, cursor, most);
    if (page) return page;
    const question = { careProviderId: place.careProviderId, after: placeOf(cursor), pageSize: most };
    const { answer } = await this.ledger.ask(careProviderProjection, {}, (rows) =>
      consentChanges(rows, question),
    );
    return answer;
  }

  /** @throws OtherHistory @throws StoreUnavailable @throws NotCaughtUp */
  async demandHistory(place: Place, cursor: string | undefined): Promise<void> {
    if (!(await this.look(place, cursor, 0))) throw otherHistory();
  }
}

type Place = Pick<Webhook, 'careProviderId'>;

const otherHistory = (): OtherHistory =>
  new OtherHistory('The history does not hold the change that the webhook has come to.');

const placeOf = (cursor: string | undefined) => decodeChangeCursor(cursor ?? '') ?? undefined;
