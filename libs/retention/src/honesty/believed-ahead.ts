/** A clock that is ahead by less is believed when records are removed, in milliseconds. */
export const BELIEVED_AHEAD = 7 * 24 * 60 * 60 * 1000;
