import { obey } from '../rule';
import { Choice } from '../rules/choice';
import { documented, inXml } from './field';

/** One of the contract's own words. */
export const OneOf = (words: readonly string[], about: string): PropertyDecorator =>
  documented(
    { about },
    { enum: [...words], example: words[0] },
    inXml({}, 'text', { words }),
    obey(Choice, ...words),
  );
