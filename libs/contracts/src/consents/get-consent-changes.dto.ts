import { Answer, FreeText, HsaId } from '../validation';
import { exampleCareProviderId, JsonExtras, PDLAssertionType, ResultType } from '../messages';

/** What can happen to a consent. */
export const consentChanges = ['registered', 'ended', 'cancelled', 'deleted', 'unreadable'] as const;

/** GetConsentChanges, as asked. */
export class GetConsentChangesDto {
  @HsaId({ about: 'The care provider whose consents are asked for.', example: exampleCareProviderId })
  careProviderId: string;

  @FreeText({
    about: 'The cursor of the page before; absent: from the first change of all.',
    maxLength: 64,
    example: '',
    optional: true,
  })
  cursor?: string;
}

/** One change of a consent. */
export class ConsentChangeType {
  @Answer('number', {
    about: 'Its position in the ledger, which identifies it: no two changes have the same.',
  })
  position: number;

  @Answer(consentChanges, {
    about:
      '`ended`: the patient moved its end. `unreadable`: its history cannot be read, and it gives no access any more, whatever follows.',
    enumName: 'ConsentChange',
  })
  change: (typeof consentChanges)[number];

  @Answer('uuid', { about: 'The id of the consent. UUIDs are the same in any case.' })
  assertionId: string;

  @Answer('instant', { about: 'When the ledger recorded it, in UTC.', optional: true })
  recordedAt?: string;

  @Answer(PDLAssertionType, {
    about: 'Of `registered`: the consent as it was registered; its times in whole seconds.',
    optional: true,
  })
  assertion?: PDLAssertionType;

  @Answer('instant', {
    about: 'Of `registered`: the first instant of its validity, exactly.',
    optional: true,
  })
  validFrom?: string;

  @Answer('instant', {
    about:
      'Of `registered` and `ended`: the last instant of its validity, exactly; absent: until further notice.',
    optional: true,
  })
  validTo?: string;
}

/** A page of changes. */
export class GetConsentChangesResultType {
  @Answer(ResultType, { about: 'How it went.' })
  result: ResultType;

  @Answer([ConsentChangeType], { about: 'The changes after the cursor, in the order of the ledger.' })
  changes: ConsentChangeType[];

  @Answer('flag', { about: 'Whether there are more changes now.' })
  hasMore: boolean;

  @Answer('text', {
    about: 'Where the next page begins. It is good for ever. Absent where the request is refused.',
    optional: true,
  })
  cursor?: string;

  @Answer('number', {
    about:
      'The position of the ledger at which the page was read: without more changes, all up to it are known.',
  })
  position: number;

  @Answer('instant', {
    about: "What the service's clock showed when it was asked, in UTC. Absent where the request is refused.",
    optional: true,
  })
  readAt?: string;
}

/** GetConsentChanges, as answered. */
export class GetConsentChangesResponse extends JsonExtras {
  @Answer(GetConsentChangesResultType, { about: 'The answer.' })
  getConsentChangesResult: GetConsentChangesResultType;
}

/** A request that works as it stands. */
export const getConsentChangesExample = { careProviderId: exampleCareProviderId };
