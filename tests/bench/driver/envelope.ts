import { BUCKETS, SEAL_BYTES } from '#crypto/verify';

/** A frame of a size that the relay takes, holding opaque bytes where a sealed message would stand. */
export function enclose(bytes: Uint8Array): Uint8Array {
  const bucket = BUCKETS.find((size) => size >= bytes.length);
  if (bucket === undefined) throw new Error(`${bytes.length} bytes do not fit into one message`);
  const frame = Buffer.alloc(bucket + SEAL_BYTES);
  frame.writeUInt32BE(bytes.length);
  frame.set(bytes, SEAL_BYTES);
  return frame;
}

/** The bytes that {@link enclose} was given. */
export function disclose(frame: Uint8Array): Uint8Array {
  const length = new DataView(frame.buffer, frame.byteOffset).getUint32(0);
  return frame.subarray(SEAL_BYTES, SEAL_BYTES + length);
}
