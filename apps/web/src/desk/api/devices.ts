import type { PersonName } from './names.js';

/** What a device runs. */
type DeviceKind = 'cli' | 'desktop' | 'web';

/** A device as the directory knows it. */
export interface DeviceLine {
  readonly id: string;
  readonly kind: DeviceKind;
  /** Whether it is the one that this page runs on. */
  readonly isThis: boolean;
  /** `live`, or why not. */
  readonly standing: string;
  /** When it ends by itself, Unix seconds. */
  readonly expiry: number;
  /** Whose devices approved it; none where it was the authority's own key. */
  readonly approvedBy: readonly ApprovedBy[];
  /** When it renewed its key last, as far as this device has met: it was at work then. Unix seconds. */
  readonly lastSign: number | undefined;
}

/** Who approved a device. */
export type ApprovedBy =
  | { readonly is: 'authority-key' }
  | { readonly is: 'device'; readonly id: string; readonly person: PersonName };

/** A device that asks to be enrolled. From the relay: only the words make it true. */
export interface WaitingDevice {
  readonly id: string;
  readonly device: string;
  readonly officer: PersonName;
  readonly isOwn: boolean;
  readonly kind: DeviceKind;
  readonly expiry: number;
  /** By the relay's word, Unix seconds. */
  readonly asked: number;
  /** Who can approve it: the device of this page, a device of that officer, or two administrators with one not on the web. */
  readonly approval: 'here' | 'own-device' | 'two';
}

/** The waiting device whose words an administrator was told. */
export interface LookedAtDevice {
  readonly officer: string;
  readonly device: string;
}

/** A device that was approved just now. */
export interface ApprovedDevice {
  readonly device: string;
  readonly officer: PersonName;
  readonly isOwn: boolean;
}

/** Whether what was signed stood in the cosigned log within a minute. If not, the relay holds it back: the officer is told. */
export interface Confirmed {
  readonly confirmed: boolean;
}

/** An invitation to be handed on: no secret, but what it says is to be compared. */
export interface InvitationToGive {
  readonly officer: PersonName;
  readonly link: string;
  /** The text of the file. */
  readonly file: string;
  readonly fileName: string;
  /** The network's identity, as groups of four hexadecimal digits: what the officer compares. */
  readonly network: readonly string[];
}

/** What a further device of one's own can be given in one conversation. */
export interface HistoryOffer {
  readonly conversation: string;
  /** The counterparts, or nobody in a conversation of one's own side. */
  readonly counterparts: readonly string[];
  /** Whether the device is in it; it must be before it can be given history. */
  readonly isMember: boolean;
  /** What becomes readable; nothing where there is nothing to give. */
  readonly readable: { readonly messages: number; readonly from: number; readonly to: number } | undefined;
}

/** One's own devices, and approving further ones. */
export interface DevicesDesk {
  /** One's own, this one first, ended ones last. */
  mine(): Promise<readonly DeviceLine[]>;
  /** Those that wait and that this device is shown: one's own, and for an administrator all of the authority's. */
  waiting(): Promise<readonly WaitingDevice[]>;
  /** Enrols the device that was looked at, if the six words that were typed are its own. @throws `identity.words`, `statement.refused`, `statement.stale` */
  approve(words: string, of: LookedAtDevice): Promise<ApprovedDevice>;
  /** An invitation for a further device of one's own. */
  invitation(): Promise<InvitationToGive>;
  /** Revokes a device: final. @throws `statement.refused` */
  revoke(device: string): Promise<Confirmed>;
  /** Makes a new key at once: after suspicion. */
  renewKey(): Promise<void>;
  /** The conversations of this device, and what another device of one's own can be given of each. */
  offers(device: string): Promise<readonly HistoryOffer[]>;
  /** Adds another device of one's own to a conversation. */
  add(device: string, conversation: string): Promise<void>;
  /** Gives it the history of a conversation; `promised` where it is not ready yet. @throws `grant.nothing` */
  give(device: string, conversation: string): Promise<{ readonly promised: boolean }>;
}
