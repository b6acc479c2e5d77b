import { Answer, BeginningTime, Flag, FreeText, HsaId } from '../validation';
import { exampleCareProviderId, GetAllAssertionsResultType, JsonExtras } from '../messages';

/** GetConsentsForCareProvider, as asked. */
export class GetConsentsForCareProviderDto {
  @HsaId({ about: 'The care provider whose consents are asked for.', example: exampleCareProviderId })
  careProviderId: string;

  @BeginningTime({
    about: 'Only what was stored at this time or later; absent, or before 1900: everything.',
    example: '2025-01-01T00:00:00',
    optional: true,
  })
  createdOnOrAfter?: string;

  @Flag({
    about:
      'Whether `cancelledAssertions` lists those that were cancelled, deleted or ended by the patient before their registered end. A system that keeps a copy asks with true.',
  })
  getCancelledFlag: boolean;

  @FreeText({
    about: 'The cursor of the page before, instead of `createdOnOrAfter`. JSON only.',
    maxLength: 512,
    example: '',
    optional: true,
    jsonOnly: true,
  })
  cursor?: string;
}

/** GetConsentsForCareProvider, as answered. */
export class GetConsentsForCareProviderResponse extends JsonExtras {
  @Answer(GetAllAssertionsResultType, { about: 'The answer.' })
  getAllAssertionsResult: GetAllAssertionsResultType;

  @Answer('text', {
    about: 'Where the next page begins, and after the last one the next synchronisation.',
    optional: true,
    jsonOnly: true,
  })
  cursor?: string;
}

/** A request that works as it stands. */
export const getConsentsForCareProviderExample = {
  careProviderId: exampleCareProviderId,
  createdOnOrAfter: '2025-01-01T00:00:00',
  getCancelledFlag: true,
};
