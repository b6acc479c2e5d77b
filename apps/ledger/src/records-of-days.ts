interface Total {
  readonly records: number;
  readonly days: number;
}

/** Such as `8 records of 3 days`. */
export const recordsOfDays = ({ records, days }: Total): string =>
  `${counted(records, 'record')} of ${counted(days, 'day')}`;

const counted = (count: number, one: string): string => `${count} ${count === 1 ? one : `${one}s`}`;
