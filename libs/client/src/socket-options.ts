import { limits, msgpackParser } from '#contracts';

const ACK_TIMEOUT_MILLISECONDS = 15_000;

// What a relay may send at most: a page of frames, or a batch of new ones.
const PACKET_BOUNDS = {
  maxBinLength: limits.rosterStatementBytes,
  maxStrLength: limits.statementBytes,
  maxArrayLength: limits.pageFrames,
  maxMapLength: 16,
};

/** How a client's socket.io connects on every platform: not by itself, packets bounded, a new ticket for each connection. */
export function socketOptions(ticket: () => Promise<string>) {
  return {
    autoConnect: false,
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    parser: msgpackParser(PACKET_BOUNDS),
    ackTimeout: ACK_TIMEOUT_MILLISECONDS,
    reconnectionDelay: 250,
    reconnectionDelayMax: 5_000,
    randomizationFactor: 0.5,
    auth: (give: (sent: { readonly ticket?: string }) => void): void => {
      // Without a ticket the relay refuses the connection, and the next attempt asks for a new one.
      ticket().then(
        (value) => {
          give({ ticket: value });
        },
        () => {
          give({});
        },
      );
    },
  };
}
