import { part, text, type } from './elements';

/** How a request went. */
export const resultType = type('ResultType', text('resultCode'), text('resultText?'));

/** The response of a contract that changes something. */
export const resultResponse = [part('result', resultType)];
