import { obey } from '../rule';
import { Choice } from '../rules/choice';
import { documented } from './field';

/** One of the contract's own words. */
export const OneOf = (words: readonly string[], about: string): PropertyDecorator =>
  documented({ about }, { enum: [...words], example: words[0] }, obey(Choice, ...words));
