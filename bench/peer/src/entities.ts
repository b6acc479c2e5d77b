import { Column, CreateDateColumn, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
@Index(['patientRoot', 'patientExtension', 'careProviderId'])
@Index(['careProviderId', 'registeredAt'])
export class Consent {
  @PrimaryColumn('text')
  assertionId: string;

  @Column('text')
  assertionType: string;

  @Column('text')
  scope: string;

  @Column('text')
  patientRoot: string;

  @Column('text')
  patientExtension: string;

  @Column('text')
  careProviderId: string;

  @Column('text')
  careUnitId: string;

  @Column('text', { nullable: true })
  employeeId: string | null;

  @Column('timestamptz')
  startDate: Date;

  @Column('timestamptz', { nullable: true })
  endDate: Date | null;

  @Column('timestamptz', { nullable: true })
  cancelledAt: Date | null;

  /** Who asked for it and who registered it, as it was sent. */
  @Column('jsonb')
  registrationAction: object;

  @CreateDateColumn({ type: 'timestamptz' })
  registeredAt: Date;
}

/** What the law asks for: who asked or changed what, when, and what was answered. */
@Entity()
@Index(['patientRoot', 'patientExtension', 'at'])
export class AuditEntry {
  @PrimaryGeneratedColumn('identity', { type: 'bigint' })
  id: string;

  @CreateDateColumn({ type: 'timestamptz' })
  at: Date;

  @Column('text')
  action: string;

  @Column('text')
  employeeId: string;

  @Column('text')
  careProviderId: string;

  @Column('text')
  careUnitId: string;

  @Column('text')
  patientRoot: string;

  @Column('text')
  patientExtension: string;

  @Column('text', { nullable: true })
  assertionId: string | null;

  @Column('text')
  outcome: string;
}
