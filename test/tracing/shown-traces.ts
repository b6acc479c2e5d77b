import { blocksOf, pageAt } from '../support/pages';

/** The traces that the documentation shows, a line for each span: of a check, of a registration, and of a page of the portal. */
export const shownTraces = blocksOf(pageAt('docs/operations.md'))
  .filter(({ purpose }) => purpose === 'trace')
  .map(({ content }) => content.trimEnd().split('\n'));
