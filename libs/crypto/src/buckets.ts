/** The sizes a sealed message's plaintext may have, in bytes. Larger content is an attachment (protocol 3.2). */
export const BUCKETS: readonly number[] = [256, 1024, 2048, 4096, 16_384, 65_536];

/** What a committing seal adds to its plaintext, in bytes: nonce, commitment and tag (protocol 3.2). */
export const SEAL_BYTES = 24 + 32 + 16;
