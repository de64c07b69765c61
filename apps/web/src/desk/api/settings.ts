/** An authority's rules for its own officers, as far as a screen shows them. */
export interface OfficeRules {
  /** Seconds without a touch after which the desk locks. */
  readonly idleLock: number;
  /** Whether others are told that a message was read. */
  readonly readMarkers: boolean;
}

/** What is set for everybody at the office. */
export interface SettingsDesk {
  rules(): Promise<OfficeRules>;
}
