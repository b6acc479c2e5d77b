import { Type } from 'class-transformer';
import { IsIn, IsISO8601, IsOptional, IsString, Length, MaxLength, ValidateNested } from 'class-validator';

export class Identity {
  @IsString()
  @Length(1, 64)
  root: string;

  @IsString()
  @Length(1, 64)
  extension: string;
}

export class AccessingActor {
  @IsString()
  @Length(1, 64)
  employeeId: string;

  @IsString()
  @Length(1, 64)
  careProviderId: string;

  @IsString()
  @Length(1, 64)
  careUnitId: string;
}

export class Actor {
  @IsString()
  @Length(1, 64)
  employeeId: string;

  @IsOptional()
  @IsString()
  @MaxLength(64)
  assignmentId?: string;

  @IsOptional()
  @IsString()
  @MaxLength(64)
  assignmentName?: string;
}

export class RegistrationAction {
  @IsISO8601()
  requestDate: string;

  @ValidateNested()
  @Type(() => Actor)
  requestedBy: Actor;

  @IsISO8601()
  registrationDate: string;

  @ValidateNested()
  @Type(() => Actor)
  registeredBy: Actor;

  @IsOptional()
  @IsString()
  @MaxLength(1024)
  reasonText?: string;
}

/** CheckConsent. */
export class CheckConsent {
  @ValidateNested()
  @Type(() => AccessingActor)
  accessingActor: AccessingActor;

  @ValidateNested()
  @Type(() => Identity)
  patientId: Identity;
}

/** RegisterExtendedConsent. */
export class RegisterExtendedConsent {
  @IsString()
  @Length(1, 64)
  assertionId: string;

  @IsIn(['Consent', 'Emergency'])
  assertionType: string;

  @IsIn(['NationalLevel'])
  scope: string;

  @ValidateNested()
  @Type(() => Identity)
  patientId: Identity;

  @IsString()
  @Length(1, 64)
  careProviderId: string;

  @IsString()
  @Length(1, 64)
  careUnitId: string;

  @IsOptional()
  @IsString()
  @Length(1, 64)
  employeeId?: string;

  @IsOptional()
  @IsISO8601()
  startDate?: string;

  @IsOptional()
  @IsISO8601()
  endDate?: string;

  @ValidateNested()
  @Type(() => RegistrationAction)
  registrationAction: RegistrationAction;
}
