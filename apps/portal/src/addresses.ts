/** Where a page goes that was left open for too long. */
export const EMPTIED = '/emptied';
