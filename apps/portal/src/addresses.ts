/** Where a page goes that was left open for too long. */
export const EMPTIED = '/emptied';
/** Where a person goes who has signed in again after a form was sent too late. */
export const KEPT_FORM = '/kept-form';
