/** The two sides of validation, which tests compare: what answers yes or no, and what names every fault. */
export { explain } from '../validation/explain';
export { passes } from '../validation/gate';
