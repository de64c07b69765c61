import { Injectable } from '@nestjs/common';
import type { WireFrame } from '#contracts';
import { Rosters } from '../conversations/rosters.js';
import { SocketFanOut } from '../platform/socket-fan-out.js';
import type { Committed } from './frame-writer.js';

/** Frames of one conversation in one event, in bytes: so that a slow reader gets them in pieces it can take. */
const MAX_EVENT_BYTES = 256 * 1024;

/** Sends frames that are stored to the devices of their epoch's roster, and to no other. */
@Injectable()
export class FrameFanOut {
  constructor(
    private readonly rosters: Rosters,
    private readonly sockets: SocketFanOut,
  ) {}

  /** To be called after the commit. What does not arrive is pulled. */
  stored({ placed, storedAt }: Committed): void {
    const byConversation = new Map<string, WireFrame[]>();
    for (const { frame, seq } of placed) {
      const { conversation, statement, sender, id, bytes } = frame;
      const wire: WireFrame = [seq, 'content', statement, sender, id, bytes, storedAt];
      const others = byConversation.get(conversation);
      if (others === undefined) byConversation.set(conversation, [wire]);
      else others.push(wire);
    }
    for (const [conversation, frames] of byConversation) this.send(conversation, frames);
  }

  /** Sends stored frames of one conversation, dense and in order, to its members as they are known here. */
  send(conversation: string, frames: readonly WireFrame[]): void {
    const members = this.rosters.peek(conversation)?.devices.map(({ id }) => id) ?? [];
    for (const part of inParts(frames)) this.sockets.send(members, 'frames.stored', conversation, part);
  }
}

function inParts(frames: readonly WireFrame[]): readonly (readonly WireFrame[])[] {
  const parts: WireFrame[][] = [];
  let room = 0;
  for (const frame of frames) {
    const { length } = frame[5];
    const part = parts.at(-1);
    if (part === undefined || length > room) {
      parts.push([frame]);
      room = MAX_EVENT_BYTES;
    } else part.push(frame);
    room -= length;
  }
  return parts;
}
