export type Body = Record<string, unknown>;

/** Changes a copy of a contract's example in place. */
export type Mutation = (body: Body) => void;

/** What has happened to the consent before the request. */
export type History = 'nothing' | 'registered' | 'cancelled' | 'deleted';

/** A bullet of the table: the ways to break it, each with a word for it, and the one text that answers them all. */
export interface Bullet {
  /** The element and what is wrong with it: `patientId.root.missing`. Bullets with the same id are one row. */
  readonly id: string;
  readonly bullet: string;
  readonly ways: Readonly<Record<string, Mutation>>;
  readonly text: string;
}

/** A bullet that is answered from the consent's history. */
export interface HistoryBullet {
  readonly id: string;
  readonly bullet: string;
  readonly given: History;
  readonly resultCode: 'NOTFOUND' | 'ALREADYEXISTS' | 'INVALIDSTATE';
  readonly text: (assertionId: string) => string;
}

/** What the table has for a contract. */
export interface Rows {
  readonly contract: string;
  /** A contract without rows of its own follows its neighbours'. */
  readonly isInTable: boolean;
  readonly bullets: readonly Bullet[];
  readonly historyBullets: readonly HistoryBullet[];
}
