/** Where a route keeps how its requests are asked about. */
export const QUESTION_OF = Symbol('QUESTION_OF');
