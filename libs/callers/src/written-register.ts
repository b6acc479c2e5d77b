import 'reflect-metadata';
import { Type } from 'class-transformer';
import {
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsObject,
  IsString,
  Matches,
  Max,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { tokenAlgorithms, type TokenAlgorithm } from './registered-caller';
import { guardedNames, rights, type GuardedName, type Right } from './rights';
import {
  IsAllOr,
  IsPublicKeySet,
  IsRightsByScope,
  IsSecureAddress,
  IsThumbprint,
  isSystemId,
  IsSystemId,
} from './rules';

const isContract = (value: unknown): boolean => guardedNames.includes(value as GuardedName);

const PRINTABLE = /^[^\p{Cc}\p{Surrogate}]{1,200}$/u;
const printable = { message: '$property must be 1 to 200 characters, without line breaks' };

/** May be left out; `null` is no way to do so. */
const Optional = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);

/** An issuer of tokens, as the file has it. */
export class WrittenIssuer {
  @Matches(PRINTABLE, printable)
  issuer: string;

  @Matches(PRINTABLE, printable)
  audience: string;

  @IsIn(tokenAlgorithms, { each: true })
  @ArrayNotEmpty()
  algorithms: TokenAlgorithm[];

  @IsSecureAddress()
  @Optional()
  jwksUrl?: string;

  @IsPublicKeySet()
  @Optional()
  jwks?: object;

  @IsRightsByScope()
  @Optional()
  scopes?: Record<string, Right[]>;
}

export class WrittenTokenProof {
  @IsString()
  @IsNotEmpty()
  issuer: string;

  @Matches(PRINTABLE, printable)
  clientId: string;
}

export class WrittenCertificateProof {
  @Matches(PRINTABLE, printable)
  @Optional()
  serialNumber?: string;

  @IsThumbprint()
  @Optional()
  thumbprint?: string;

  @IsThumbprint()
  @Optional()
  authority?: string;
}

export class WrittenPlatform {
  @IsAllOr(isSystemId, 'HSA-ids or organisation numbers')
  consumers: 'all' | string[];
}

/** The most that a limit may be: more is a mistake. */
const MOST = 1_000_000;

/** A whole number, from 1 on. */
const Count = (): PropertyDecorator => applyAll(Max(MOST), Min(1), IsInt(), Optional());

const applyAll =
  (...decorators: readonly PropertyDecorator[]): PropertyDecorator =>
  (target, property) => {
    for (const decorate of decorators) decorate(target, property);
  };

export class WrittenLimits {
  @Count()
  perSecond?: number;

  @Count()
  burst?: number;

  @Count()
  concurrent?: number;
}

/** A caller, as the file has it. */
export class WrittenCaller {
  @IsSystemId()
  systemId: string;

  @Matches(PRINTABLE, printable)
  name: string;

  @ValidateNested({ each: true })
  @Type(() => WrittenTokenProof)
  @IsArray()
  @Optional()
  tokens?: WrittenTokenProof[];

  @ValidateNested({ each: true })
  @Type(() => WrittenCertificateProof)
  @IsArray()
  @Optional()
  certificates?: WrittenCertificateProof[];

  @IsAllOr(isSystemId, 'HSA-ids')
  careProviders: 'all' | string[];

  @IsAllOr(isContract, 'names of contracts')
  @Optional()
  contracts?: 'all' | GuardedName[];

  @ArrayUnique()
  @IsIn(rights, { each: true })
  @IsArray()
  rights: Right[];

  @ValidateNested()
  @Type(() => WrittenPlatform)
  @IsObject()
  @Optional()
  platform?: WrittenPlatform;

  @ValidateNested()
  @Type(() => WrittenLimits)
  @IsObject()
  @Optional()
  limits?: WrittenLimits;
}

/** The file of callers. */
export class WrittenRegister {
  @ValidateNested({ each: true })
  @Type(() => WrittenIssuer)
  @IsArray()
  issuers: WrittenIssuer[];

  @ValidateNested({ each: true })
  @Type(() => WrittenCaller)
  @IsArray()
  callers: WrittenCaller[];
}
