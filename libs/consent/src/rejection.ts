/** Why a command was not carried out. A closed list: the doors turn each into a result code and a text. */
export type Rejection =
  | { readonly reason: 'already-registered'; readonly assertionId: string }
  | {
      readonly reason: 'not-found';
      readonly assertionId: string;
      /** Why it is not shown, when there is one: for auditors, not for the caller. */
      readonly hidden?: 'care-provider' | 'patient';
    }
  | { readonly reason: 'already-cancelled'; readonly assertionId: string }
  | { readonly reason: 'already-deleted'; readonly assertionId: string }
  | { readonly reason: 'invalid-span' }
  | { readonly reason: 'access-denied' };
