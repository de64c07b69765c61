/** Where the device of this browser stands: what the gate shows. */
export type Stage =
  /** No device has been set up here. */
  | { readonly is: 'absent' }
  /** There is a device, and its passphrase has not been typed. */
  | { readonly is: 'locked'; readonly why: 'start' | 'signed-out' | 'idle' }
  /** The device waits until its six words have been typed. */
  | Waiting
  /** The relay takes no request of this device, and will not. */
  | { readonly is: 'refused'; readonly code: string; readonly detail?: string }
  /** The device is approved, and makes the first key that others can write to. */
  | { readonly is: 'preparing'; readonly reachable: boolean; readonly trouble?: string }
  /** Signed in. */
  | { readonly is: 'open'; readonly self: Self };

/** A device in the waiting room. */
export interface Waiting {
  readonly is: 'waiting';
  /** The six words to read out; none before the relay could be asked for the first time. */
  readonly words: readonly string[];
  /** Since when these words stand, Unix seconds. */
  readonly since: number;
  /** Whether these words came in place of others, because the authority's log moved on. */
  readonly renewed: boolean;
  /** Whether the relay answered when it was asked last. */
  readonly reachable: boolean;
  readonly authority: string;
  readonly officer: string;
}

/** Who is signed in. */
export interface Self {
  readonly officer: string;
  readonly officerName: string;
  readonly authority: string;
  readonly authorityName: string;
  readonly device: string;
  readonly administrator: boolean;
  /** Whether their authority is the network's secretariat. */
  readonly secretariat: boolean;
  /** The one conversation of an outside expert; undefined for an officer. */
  readonly expert: string | undefined;
}

/** What an invitation says, for comparison with what the administrator reads out. Nothing of it is trusted yet. */
export interface InvitationView {
  /** Scheme, host and port of the relay. */
  readonly relay: string;
  /** Whether that is where this page came from. */
  readonly here: boolean;
  readonly networkName: string;
  /** The network's identity, as groups of four hexadecimal digits. */
  readonly network: readonly string[];
  /** Each root key, as groups of four hexadecimal digits, and how many of them must sign. */
  readonly roots: readonly (readonly string[])[];
  readonly threshold: number;
  readonly authority: string;
  readonly officer: string;
}

/** Setting up, signing in and out. */
export interface Access {
  /** Where this device stands now. */
  stage(): Promise<Stage>;
  /** Reads an invitation: a file's text, a link, or the code alone. @throws `network.founding` */
  readInvitation(text: string): Promise<InvitationView>;
  /**
   * Makes the device's keys, seals them under the passphrase, and asks to be enrolled.
   * @throws `network.founding`, `invitation.elsewhere`, `store.exists`
   */
  enrol(invitation: string, passphrase: string): Promise<void>;
  /** Signs in. @throws `passphrase.refused`, `store.newer`, `store.altered`, `identity.absent` */
  unlock(passphrase: string): Promise<void>;
  /** Signs out: forgets the keys until the passphrase is typed again. */
  lock(): Promise<void>;
  /** Erases the device from this browser: its keys, its history, everything. Cannot be undone. */
  erase(): Promise<void>;
  /** Takes note that somebody is at the desk: the idle time begins anew. */
  touch(): Promise<void>;
}
