import { Answer, FreeText, HsaId } from '../validation';
import { exampleCareProviderId, JsonExtras, ResultType } from '../messages';

/** GetConsentSnapshot, as asked. */
export class GetConsentSnapshotDto {
  @HsaId({ about: 'The care provider whose valid consents are asked for.', example: exampleCareProviderId })
  careProviderId: string;

  @FreeText({
    about: 'The cursor of a snapshot that the caller has: only what is different now; absent: all.',
    maxLength: 64,
    example: '',
    optional: true,
  })
  cursor?: string;
}

/** A snapshot, or what makes it of an older one. */
export class GetConsentSnapshotResultType {
  @Answer(ResultType, { about: 'How it went.' })
  result: ResultType;

  @Answer('number', { about: 'The position of the ledger at which the snapshot was taken.' })
  position: number;

  @Answer('text', {
    about:
      'What the ledger signs: a signed note (C2SP), whose second line is JSON: of which ledger and care provider the snapshot is, when it was taken, until when it may be used, and the digest of its lines. Absent where the request is refused.',
    optional: true,
  })
  snapshot?: string;

  @Answer('text', {
    about:
      'A line for each consent. With a cursor: for each that is new or different, and its number alone for each that is gone. Absent where the request is refused.',
    optional: true,
  })
  lines?: string;
}

/** GetConsentSnapshot, as answered. */
export class GetConsentSnapshotResponse extends JsonExtras {
  @Answer(GetConsentSnapshotResultType, { about: 'The answer.' })
  getConsentSnapshotResult: GetConsentSnapshotResultType;
}

/** A request that works as it stands. */
export const getConsentSnapshotExample = { careProviderId: exampleCareProviderId };
