import { ConflictException, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, IsNull, LessThanOrEqual, MoreThan, type EntityManager } from 'typeorm';
import { AuditEntry, Consent } from './entities';
import type { CheckConsent, RegisterExtendedConsent } from './messages';

@Injectable()
export class ConsentsService {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** The consent and its audit entry, in one transaction. */
  async register(request: RegisterExtendedConsent): Promise<void> {
    await this.database.transaction(async (manager) => {
      if (await manager.existsBy(Consent, { assertionId: request.assertionId }))
        throw new ConflictException('ALREADYEXISTS');
      await manager.insert(Consent, consentOf(request));
      await manager.insert(AuditEntry, {
        action: 'register',
        employeeId: request.registrationAction.registeredBy.employeeId,
        careProviderId: request.careProviderId,
        careUnitId: request.careUnitId,
        patientRoot: request.patientId.root,
        patientExtension: request.patientId.extension,
        assertionId: request.assertionId,
        outcome: 'OK',
      });
    });
  }

  /** The answer and its audit entry, in one transaction. */
  async check(request: CheckConsent): Promise<Consent | null> {
    return this.database.transaction(async (manager) => {
      const consent = await validConsent(manager, request);
      await manager.insert(AuditEntry, {
        ...request.accessingActor,
        action: 'check',
        patientRoot: request.patientId.root,
        patientExtension: request.patientId.extension,
        assertionId: consent?.assertionId ?? null,
        outcome: consent ? 'yes' : 'no',
      });
      return consent;
    });
  }
}

function validConsent(
  manager: EntityManager,
  { accessingActor, patientId }: CheckConsent,
): Promise<Consent | null> {
  const now = new Date();
  const place = {
    patientRoot: patientId.root,
    patientExtension: patientId.extension,
    careProviderId: accessingActor.careProviderId,
    careUnitId: accessingActor.careUnitId,
    startDate: LessThanOrEqual(now),
    cancelledAt: IsNull(),
  };
  const whom = [{ employeeId: IsNull() }, { employeeId: accessingActor.employeeId }];
  const ends = [{ endDate: IsNull() }, { endDate: MoreThan(now) }];
  const where = whom.flatMap((each) => ends.map((end) => ({ ...place, ...each, ...end })));
  return manager.findOne(Consent, { where });
}

const consentOf = (request: RegisterExtendedConsent): Omit<Consent, 'registeredAt'> => ({
  assertionId: request.assertionId,
  assertionType: request.assertionType,
  scope: request.scope,
  patientRoot: request.patientId.root,
  patientExtension: request.patientId.extension,
  careProviderId: request.careProviderId,
  careUnitId: request.careUnitId,
  employeeId: request.employeeId ?? null,
  startDate: new Date(request.startDate ?? request.registrationAction.registrationDate),
  endDate: request.endDate ? new Date(request.endDate) : null,
  cancelledAt: null,
  registrationAction: request.registrationAction,
});
