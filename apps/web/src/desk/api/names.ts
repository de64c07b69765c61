/** An authority as it is named on every screen. */
export interface AuthorityName {
  readonly id: string;
  /** Code of its State or regional organization, as notified; the page has the State's name in the reader's language. */
  readonly state: string;
  /** The authority's own name, as notified. */
  readonly name: string;
  /** Whether it is the signed-in officer's own. */
  readonly ours: boolean;
}

/** A person as they are named on every screen. */
export interface PersonName {
  readonly id: string;
  /** The name where it was given to this device, else the id. */
  readonly name: string;
  readonly authority: AuthorityName | undefined;
}
