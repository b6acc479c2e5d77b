/** Whether this is `npm run test:long`. */
export const isLong = process.env.LONG_TESTS !== undefined;
