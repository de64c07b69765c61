import { fromBase64url, toBase64url } from '#primitives';
import { canonicalBytes, type Json, parseCanonicalJson } from './canonical-json.js';
import { refuse } from './errors.js';
import { KEY_BYTES } from './hash.js';
import { type HybridBinding, hybridOpen, hybridSeal, type UnsafeTestingRandomness } from './hybrid-seal.js';
import { lp } from './lp.js';

/** Who gives history to whom. `number` is that of the agreement key the joiner made since its latest joining. */
export interface GrantPlace {
  readonly conversation: string;
  readonly granter: string;
  readonly joiner: string;
  readonly number: number;
}

/** What a grant gives: whole epochs by `E`, boundary epochs message by message by `K` (protocol 4.1). */
export interface Given {
  readonly epochs: readonly { readonly S: Uint8Array; readonly E: Uint8Array }[];
  readonly messages: readonly {
    readonly S: Uint8Array;
    readonly sender: string;
    readonly id: string;
    readonly K: Uint8Array;
  }[];
}

/** History sealed to the joiner's new agreement key. @throws `agreement.length`, `agreement.key`, `integer.range` */
export function sealGrant(
  input: GrantPlace & UnsafeTestingRandomness & { readonly publicKey: Uint8Array; readonly given: Given },
): Uint8Array {
  const { publicKey, given, unsafeTestingCoins, unsafeTestingNonce } = input;
  return hybridSeal({
    ...bindingOf(input),
    publicKey,
    plaintext: encode(given),
    unsafeTestingCoins,
    unsafeTestingNonce,
  });
}

/**
 * What a grant gives. Nothing in it is believed yet: each `E` is checked against its statement's `secret`
 * ({@link isEpochSecret}), each `K` by opening its frame.
 * @throws `wrap.length`, `seal.refused`, `key.length`, `grant.field`, `json.*`
 */
export function openGrant(input: GrantPlace & { readonly privateKey: Uint8Array; readonly grant: Uint8Array }): Given {
  return decode(
    parseCanonicalJson(hybridOpen({ ...bindingOf(input), privateKey: input.privateKey, sealed: input.grant })),
  );
}

function bindingOf({ conversation, granter, joiner, number }: GrantPlace): HybridBinding {
  return {
    label: 'comity/grant/v1',
    bound: [conversation, granter, joiner, number],
    ad: lp('grant', conversation, granter, joiner, number),
  };
}

function encode(given: Given): Uint8Array {
  return canonicalBytes({
    epochs: given.epochs.map(({ S, E }) => ({ S: toBase64url(S), E: toBase64url(E) })),
    messages: given.messages.map(({ S, sender, id, K }) => ({ S: toBase64url(S), sender, id, K: toBase64url(K) })),
  });
}

function decode(value: Json): Given {
  const { epochs, messages } = fields(value, ['epochs', 'messages']);
  return {
    epochs: list(epochs).map((item) => {
      const { S, E } = fields(item, ['E', 'S']);
      return { S: key(S), E: key(E) };
    }),
    messages: list(messages).map((item) => {
      const { S, sender, id, K } = fields(item, ['K', 'S', 'id', 'sender']);
      return { S: key(S), sender: text(sender), id: text(id), K: key(K) };
    }),
  };
}

function fields<Name extends string>(value: Json | undefined, names: readonly Name[]): Record<Name, Json> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) refuse('grant.field');
  // Canonical, so its keys are distinct and sorted already.
  if (Object.keys(value).join() !== names.join()) refuse('grant.field');
  return value as Record<Name, Json>;
}

function list(value: Json): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : refuse('grant.field');
}

function text(value: Json): string {
  return typeof value === 'string' ? value : refuse('grant.field');
}

function key(value: Json): Uint8Array {
  let bytes: Uint8Array;
  try {
    bytes = fromBase64url(text(value));
  } catch {
    return refuse('grant.field');
  }
  if (bytes.length !== KEY_BYTES) refuse('grant.field');
  return bytes;
}
