import type { FastifyRequest } from 'fastify';
import { accessKind, openRecordLog, type Access, type AccessSubject, type RecordLog } from '#audit';
import type { OpenStores } from '#consent-ledger';
import { NO_POSITION } from '#event-store';
import { newRandomId, type Clock, type Config, type Logger } from '#platform';

/** A page, or a file, that shows what others have done: its name among the contracts, how much it shows, and of whom. */
export interface Look extends AccessSubject {
  readonly contract:
    | 'PortalDecisions'
    | 'PortalDecisionExport'
    | 'PortalDecisionPrint'
    | 'PortalExplanation'
    | 'PortalConsentHistory'
    | 'PortalSample'
    | 'PortalLedgerHealth';
  readonly shown: number;
}

/**
 * Records who looked at what in the portal, beside the looks that the service records. The pages for auditors read the logs
 * themselves, so no contract does it for them. The setting DECISION_LOG says how.
 */
export class Looks {
  private readonly accesses: RecordLog<Access>;

  constructor(
    private readonly config: Pick<Config, 'DECISION_LOG' | 'PORTAL_HSA_ID'>,
    private readonly clock: Clock,
    { auditStore }: Pick<OpenStores, 'auditStore'>,
    log: Logger,
  ) {
    this.accesses = openRecordLog(accessKind, config.DECISION_LOG, auditStore, {
      recorded: () => undefined,
      failed: (records, error) =>
        log.error('Records of accesses could not be written.', { records, cause: error.stack }),
      lost: (records) => log.error('Records of accesses are lost: the pages were shown.', { records }),
    });
  }

  /** Records a look, before anything is shown. @throws StoreUnavailable */
  async note({ id, portalSession }: FastifyRequest, look: Look): Promise<void> {
    const { workplace, hprNumber } = portalSession;
    await this.accesses.record({
      ...{ id: newRandomId(), askedAt: this.clock(), position: NO_POSITION, isGranted: true },
      careProviderId: workplace.careProviderId,
      ...look,
      callerId: this.config.PORTAL_HSA_ID,
      onBehalfOf: workplace.unit?.employeeId ?? `HPR ${hprNumber}`,
      ...{ correlationId: id, door: 'portal' },
    });
  }

  close(): Promise<void> {
    return this.accesses.close();
  }
}
