/** KJF: functional; KJS: our own system; KJX: somebody else's; AUT: a person who signs on at the portal, and nowhere else. */
export type ErrorFamily = 'KJF' | 'KJS' | 'KJX' | 'AUT';

/** Who can resolve it. */
export type ResolvedBy = 'user' | 'caller' | 'organisation' | 'operator' | 'other-party';

/** A sentence in each of the languages that users are spoken to. */
export interface InBothLanguages {
  readonly sv: string;
  readonly en: string;
}

/** One thing that can go wrong, described once for every door and page. */
export interface CatalogueEntry {
  readonly resolvedBy: ResolvedBy;
  /** The sentence that the user sees. */
  readonly message: InBothLanguages;
  /** What to do next. */
  readonly next: InBothLanguages;
  /** What support sees beside the event id, in English. */
  readonly support: string;
}
