import { Answer } from '../validation';

/** Where a statement comes from that no system sent here: another service, whose consents were adopted. */
export class AdoptedType {
  @Answer('hsa-id', { about: 'The other service.', example: 'SE165565594230-1000' })
  source: string;

  @Answer('text', { about: 'Its address.' })
  address: string;

  @Answer('instant', { about: 'When it was asked and said so, in UTC.' })
  askedAt: string;

  @Answer('hsa-id', { about: 'The person who ran the command.', example: 'SE165565594230-20B7' })
  operator: string;
}
