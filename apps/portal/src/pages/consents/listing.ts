import { sameHsaId } from '#consent';
import type { ExtendedPDLAssertionType } from '#contracts';
import type { Viewing } from '../views/consent-view';
import { addressOf, filtered, groupNames, groupOf, type GroupName, type ListFilter } from './list-filter';

type Consents = readonly ExtendedPDLAssertionType[];

/** A group shows so many at once, and folds away so many more: a patient may have hundreds. */
const MOST_IN_GROUP = 10;

/** So many are on a page of a filtered list. */
const PAGE = 20;

/** A group of a page, of which the rest is one press away. */
export interface Group {
  readonly name: GroupName;
  /** How many there are in all. */
  readonly count: number;
  readonly shown: Consents;
  readonly folded: Consents;
  /** The address of the whole group; `null` when all of it is here. */
  readonly more: string | null;
}

/** A page of a filtered list. */
export interface FilteredPage {
  readonly consents: Consents;
  readonly count: number;
  /** The number of the first that is shown, from 1 on. */
  readonly first: number;
  readonly previous: string | null;
  readonly next: string | null;
}

/** Consents of the person's own unit are shown, those of others and ended ones are folded away. */
export function groupsOf(consents: Consents, viewing: Viewing): Group[] {
  const { unit } = viewing.workplace;
  const isShown = (name: GroupName, { pDLAssertion }: ExtendedPDLAssertionType) =>
    name !== 'ended' && (!unit || sameHsaId(pDLAssertion.careUnitId, unit.careUnitId));
  return groupNames.map((name) => {
    const all = consents.filter((consent) => groupOf(consent, viewing) === name);
    const shown = all.filter((consent) => isShown(name, consent)).slice(0, MOST_IN_GROUP);
    const folded = all.filter((consent) => !isShown(name, consent)).slice(0, MOST_IN_GROUP);
    const isWhole = shown.length + folded.length === all.length;
    return {
      ...{ name, count: all.length, shown, folded },
      more: isWhole ? null : addressOf({ group: name, page: 1 }),
    };
  });
}

export function pageOf(consents: Consents, filter: ListFilter, viewing: Viewing): FilteredPage {
  const all = filtered(consents, filter, viewing);
  const last = Math.max(1, Math.ceil(all.length / PAGE));
  const page = Math.min(filter.page, last);
  const from = (page - 1) * PAGE;
  const at = (number: number) => addressOf({ ...filter, page: number });
  return {
    consents: all.slice(from, from + PAGE),
    ...{ count: all.length, first: from + 1 },
    previous: page > 1 ? at(page - 1) : null,
    next: page < last ? at(page + 1) : null,
  };
}
