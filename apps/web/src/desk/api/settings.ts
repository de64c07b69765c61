import type { Confirmed } from './devices.js';

/** An authority's rules for its own officers. */
export interface OfficeRules {
  /** Seconds without a touch after which the desk locks. */
  readonly idleLock: number;
  /** Whether others are told that a message was read. */
  readonly readMarkers: boolean;
  /** The acts that leave only with a second officer's clearance, each a word. */
  readonly clearance: readonly string[];
  /** The highest marking that may be written here; empty: no limit. */
  readonly highestMarking: string;
  /** Whether devices in a browser may be enrolled, and count. */
  readonly webAllowed: boolean;
}

/** What is set for everybody at the office. */
export interface SettingsDesk {
  rules(): Promise<OfficeRules>;
  /** States the rules anew; for administrators. @throws `statement.refused` */
  change(rules: OfficeRules): Promise<Confirmed>;
}
