import type { Platform, RegisteredCaller, Right } from '#callers';
import type { Proof } from '#consent';

/** The system that sent a request, what it may do, and how it proved who it is. */
export interface CallingSystem extends Pick<
  RegisteredCaller,
  'systemId' | 'careProviders' | 'contracts' | 'limits'
> {
  /** Those that hold for this request: of its rights, what its proof gives. */
  readonly rights: ReadonlySet<Right>;
  readonly platform?: Platform;
  /** Absent: nothing was asked of it, on loopback. */
  readonly proof?: Proof;
  /** Counts further calls that a request holds against the limits of the system. Absent: it has none. */
  readonly spend?: (calls: number) => void;
}
