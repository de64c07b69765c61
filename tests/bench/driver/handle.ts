/** Where a device sends in one conversation: its id, and the hash of the statement that opened its epoch, base64url. */
export interface Place {
  readonly conversation: string;
  readonly statement: string;
}

/** One enrolled device with its conversations: plain JSON, to be handed to another process. It holds a private key. */
export interface Handle {
  readonly url: string;
  readonly networkId: string;
  readonly device: string;
  /** Ed25519, 64 bytes, base64url. */
  readonly privateKey: string;
  /** Direct conversations by the other device. */
  readonly directs: Readonly<Record<string, Place>>;
  /** Group conversations by the name that {@link Preparation.groups} gives them: `g0`, `g1`, … */
  readonly groups: Readonly<Record<string, Place>>;
}

/** What is to be prepared at a relay. */
export interface Preparation {
  /** The relay's origin. */
  readonly url: string;
  /** How many devices. */
  readonly devices: number;
  /** For each group its members: the first `n` devices, or these devices. At most 2,000. */
  readonly groups?: readonly (number | readonly number[])[];
  /** Who talks directly with whom; devices 0 and 1, 2 and 3, … when absent. */
  readonly pairs?: readonly (readonly [number, number])[];
  /** See {@link NetworkFile}; one in the system's folder for temporary files, named by the relay's port, when absent. */
  readonly networkFile?: string;
}
