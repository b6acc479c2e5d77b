import { Inject, Injectable } from '@nestjs/common';
import { ConsentLedger } from '#consent-ledger';
import {
  createValidator,
  GetConsentSnapshotDto,
  getConsentSnapshotExample,
  given,
  texts,
  type Fault,
  type GetConsentSnapshotResponse,
} from '#contracts';
import { NO_POSITION } from '#event-store';
import type { NoteSigner } from '#evidence';
import type { Config } from '#platform';
import {
  careProviderProjection,
  consentChanges,
  ConsentsByChanges,
  encodeChangeCursor,
  type ChangeCursor,
  type HeldConsent,
} from '#read-models';
import { cursorFaults, ofAnotherHistory, questionIn } from '../../contract/change-cursors';
import type { Contract, Outcome } from '../../contract/contract';
import { declared } from '../../contract/declared-contract';
import { OK } from '../../contract/error-table';
import type { RequestContext } from '../../contract/request-context';
import { CONFIG, SIGNER } from '../../surroundings/tokens';
import { lineOf, signSnapshot } from './signed-snapshot';

interface SnapshotContent {
  readonly snapshot: string;
  readonly lines: readonly string[];
}

/** What all changes of a care provider have made of its consents, where the ledger stood then, and the last of the changes. */
interface Reading extends Pick<Outcome, 'position' | 'knownPosition'> {
  readonly consents: ConsentsByChanges;
  readonly cursor: ChangeCursor;
}

const SECOND = 1_000;

/** One care provider's valid consents, signed, for callers to answer from while they cannot reach the service. */
@Injectable()
export class GetConsentSnapshot implements Contract<
  GetConsentSnapshotDto,
  SnapshotContent,
  GetConsentSnapshotResponse
> {
  readonly name = 'GetConsentSnapshot';
  readonly kind = 'query';
  private readonly validator = createValidator(GetConsentSnapshotDto);

  constructor(
    private readonly ledger: ConsentLedger,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(SIGNER) private readonly signer: NoteSigner,
  ) {}

  validate = (body: unknown): readonly Fault[] => {
    const faults = this.validator.validate(body);
    return faults.length > 0 ? faults : cursorFaults(body as GetConsentSnapshotDto);
  };

  careProviderOf({ careProviderId }: GetConsentSnapshotDto): string {
    return careProviderId;
  }

  async run(request: GetConsentSnapshotDto, context: RequestContext): Promise<Outcome<SnapshotContent>> {
    const question = questionIn(request);
    const { answer } = await this.ledger.ask(careProviderProjection, context, (rows) =>
      consentChanges(rows, { ...question, pageSize: 0 }),
    );
    if (!answer) return ofAnotherHistory();
    const { consents, cursor, ...positions } = await this.read(request, context);
    const held = consents.heldAt(context.now);
    if (held.length > this.config.SNAPSHOT_CONSENTS) return tooManyConsents(this.config.SNAPSHOT_CONSENTS);
    const isDelta = given(request.cursor) !== undefined;
    const moment = {
      careProviderId: request.careProviderId,
      position: positions.position,
      cursor: encodeChangeCursor(cursor),
      issuedAt: context.now,
      validUntil: context.now + this.config.SNAPSHOT_VALID_S * SECOND,
    };
    const all = held.map(lineOf);
    const lines = isDelta ? differences(held, consents.changed()) : all;
    return { result: OK, content: { snapshot: signSnapshot(moment, all, this.signer), lines }, ...positions };
  }

  /**
   * Reads all changes, a page at a time, and other requests are answered in between. A change never changes, so what several looks have
   * read is what stood in the ledger at the last.
   */
  private async read(request: GetConsentSnapshotDto, context: RequestContext): Promise<Reading> {
    const { careProviderId, after } = questionIn(request);
    const consents = new ConsentsByChanges(after?.position ?? NO_POSITION);
    for (let cursor: ChangeCursor | undefined; ;) {
      const question = { careProviderId, after: cursor, pageSize: this.config.PAGE_SIZE };
      const { answer: page, ...positions } = await this.ledger.ask(careProviderProjection, context, (rows) =>
        consentChanges(rows, question),
      );
      if (!page) throw new Error('A change that was read is not there any more.');
      for (const change of page.changes) consents.add(change);
      cursor = page.cursor;
      if (!page.hasMore) return { consents, cursor, ...positions };
    }
  }

  shown({ lines }: SnapshotContent): number {
    return lines.length;
  }

  respond({ result, content, position }: Outcome<SnapshotContent>): GetConsentSnapshotResponse {
    return {
      getConsentSnapshotResult: {
        result,
        position,
        ...(content && { snapshot: content.snapshot, lines: content.lines.join('') }),
      },
    };
  }
}

/** The consents that were changed, as they are now, and the numbers of those that are gone. */
function differences(held: readonly HeldConsent[], changed: ReadonlySet<number>): string[] {
  const present = held.filter(({ registeredAt }) => changed.has(registeredAt));
  const there = new Set(present.map(({ registeredAt }) => registeredAt));
  const gone = [...changed].filter((registeredAt) => !there.has(registeredAt));
  return [...gone.map((registeredAt) => `${registeredAt}\n`), ...present.map(lineOf)];
}

/** A snapshot holds no part of a care provider's consents. */
export function tooManyConsents(most: number): Outcome<never> {
  const message = texts.tooManyConsents('careProviderId', most);
  const fault = { element: 'careProviderId', message, logMessage: message };
  return {
    result: { resultCode: 'VALIDATION_ERROR', resultText: message },
    faults: [fault],
    position: NO_POSITION,
  };
}

/** GetConsentSnapshot, with its messages. It has no SOAP door: the national service has no such contract. */
export const getConsentSnapshot = declared('GetConsentSnapshot', {
  contract: GetConsentSnapshot,
  json: {
    summary: "One care provider's valid consents, signed, for answers while the service cannot be reached",
    examples: { 'All that are valid': getConsentSnapshotExample },
  },
});
