import { Inject, Injectable } from '@nestjs/common';
import { formatLocalTime, type Instant } from '#consent';
import { ConsentLedger } from '#consent-ledger';
import { PingForConfigurationDto, PingForConfigurationResponse } from '#contracts';
import { projectVersion, type Config } from '#platform';
import { checkConsent, checkProjection, type CheckQuestion } from '#read-models';
import type { Contract, Outcome } from '../../contract/contract';
import { OK } from '../../contract/error-table';
import type { RequestContext } from '../../contract/request-context';
import { CONFIG } from '../../surroundings/tokens';

/** When a ping was answered. */
interface PingContent {
  readonly at: Instant;
}

/** A question that nobody has a consent for. */
const IS_ANYTHING_ANSWERED: CheckQuestion = {
  patient: { root: '1.2.752.129.2.1.3.1', extension: '000000000000' },
  careProviderId: 'PING',
  careUnitId: 'PING',
  employeeId: 'PING',
};

/**
 * Platforms ask every service so whether it can be asked. It is answered as a check is, from the ledger as it is now, so that a service
 * that cannot answer checks cannot answer this either.
 */
@Injectable()
export class PingForConfiguration implements Contract<object, PingContent, PingForConfigurationResponse> {
  readonly name = 'PingForConfiguration';
  readonly kind = 'query';
  readonly isForEveryone = true;

  private readonly version = projectVersion();

  constructor(
    private readonly ledger: ConsentLedger,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** What it holds is for the platforms between. */
  validate(): readonly [] {
    return [];
  }

  careProviderOf(): null {
    return null;
  }

  async run(_request: object, context: RequestContext): Promise<Outcome<PingContent>> {
    const { position } = await this.ledger.ask(checkProjection, context, (rows) =>
      checkConsent(rows, IS_ANYTHING_ANSWERED, context.now),
    );
    return { result: OK, content: { at: context.now }, position };
  }

  respond({ content, position }: Outcome<PingContent>): PingForConfigurationResponse {
    const facts = {
      node: process.version,
      system: `${process.platform} ${process.arch}`,
      store: this.config.EVENT_STORE_URL === undefined ? 'embedded' : 'EventStoreDB',
      position: String(position),
    };
    return {
      version: this.version,
      pingDateTime: formatLocalTime(content!.at).replace(/\D/g, ''),
      configuration: Object.entries(facts).map(([name, value]) => ({ name, value })),
    };
  }
}

/** PingForConfiguration 1.0, with its messages. It is at the SOAP door alone, where platforms look for it. */
export const pingForConfiguration = {
  name: 'PingForConfiguration',
  contract: PingForConfiguration,
  request: PingForConfigurationDto,
  response: PingForConfigurationResponse,
  soap: {
    domain: 'itintegration:monitoring',
    major: 1,
    about: 'Svarar med version och konfiguration när tjänsten kan besvara frågor.',
  },
} as const;
