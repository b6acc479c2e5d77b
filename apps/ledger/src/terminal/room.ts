interface Output {
  readonly columns?: number;
}

/**
 * How many letters a line has room for: as many as `COLUMNS` says, which is the user's word for it, else as the terminal has. What is
 * no terminal has no edge, and a terminal that does not know its own says 0.
 */
export const roomOf = ({ columns }: Output, wanted = process.env.COLUMNS): number =>
  /^[1-9]\d{0,4}$/.test(wanted ?? '') ? Number(wanted) : columns || Infinity;
