import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type ConversationId, type DeviceId, limits, type WireFrame } from '#contracts';
import type { Roster } from '#roster';
import { RelayLogger } from '../platform/logger.js';
import { type Hint, NodeBus } from '../platform/node-bus.js';
import { faultText } from '../platform/problem.filter.js';
import { SocketFanOut } from '../sockets/socket-fan-out.js';
import { SocketRegistry } from '../sockets/socket-registry.js';
import { FramesRepository } from './frames.repository.js';
import { Rosters } from './rosters.js';

/** Frames of one conversation in one event, in bytes: so that a slow reader gets them in pieces it can take. */
const MAX_EVENT_BYTES = 256 * 1024;

/**
 * Tells the members of a conversation what is stored in it: those with a socket here directly, others through their
 * node. Everything here comes after the commit, and what does not arrive is pulled.
 */
@Injectable()
export class FrameFanOut implements OnModuleInit {
  constructor(
    private readonly rosters: Rosters,
    private readonly frames: FramesRepository,
    private readonly sockets: SocketFanOut,
    private readonly registry: SocketRegistry,
    private readonly bus: NodeBus,
    private readonly logger: RelayLogger,
  ) {}

  onModuleInit(): void {
    this.bus.onHint((hint) => {
      this.hear(hint).catch((error: unknown) => {
        this.logger.warn('nodes.hint-failed', { fault: faultText(error) });
      });
    });
  }

  /** Content that was stored, dense and in order, of one conversation. */
  content(conversation: string, frames: readonly WireFrame[]): void {
    this.send(conversation, frames, membersOf(this.rosters.peek(conversation)));
    this.publish(conversation, frames);
  }

  /** A statement that was stored: also those it removed are told, and those it added learn of the conversation. */
  statement(frame: WireFrame, before: Roster | undefined, after: Roster): void {
    this.roster([frame], before, after);
    this.publish(after.conversation, [frame]);
  }

  /** Asks the members to advance. */
  advanceDue(roster: Roster, reason: 'unreadable' | 'dormant-back' | 'eviction'): void {
    this.sockets.send(membersOf(roster), 'conversation.advance-due', roster.conversation, reason);
    this.bus.publish(['advance-due', roster.conversation, reason]);
  }

  /** Tells a joiner that history waits for it. */
  grant(conversation: ConversationId, joiner: DeviceId): void {
    this.sockets.send([joiner], 'grant.stored', conversation);
    this.bus.publish(['grant', conversation, joiner]);
  }

  private roster(frames: readonly WireFrame[], before: Roster | undefined, after: Roster): void {
    const earlier = new Set(membersOf(before));
    const now = membersOf(after);
    this.sockets.send(
      now.filter((device) => !earlier.has(device)),
      'conversation.joined',
      after.conversation,
    );
    this.send(after.conversation, frames, new Set([...earlier, ...now]));
  }

  private send(conversation: string, frames: readonly WireFrame[], devices: Iterable<DeviceId>): void {
    for (const part of inParts(frames)) this.sockets.send(devices, 'frames.stored', conversation, part);
  }

  private publish(conversation: string, frames: readonly WireFrame[]): void {
    const [from, to] = [frames[0]?.[0], frames.at(-1)?.[0]];
    if (from !== undefined && to !== undefined) this.bus.publish(['frames', conversation, from, to]);
  }

  private async hear(hint: Hint): Promise<void> {
    const conversation = hint[1] as ConversationId;
    if (hint[0] === 'grant') {
      this.sockets.send([hint[2] as DeviceId], 'grant.stored', conversation);
      return;
    }
    const before = this.rosters.peek(conversation);
    const roster = await this.rosters.latest(conversation);
    const devices = [...membersOf(before), ...membersOf(roster)];
    if (roster === undefined || !devices.some((device) => this.registry.of(device).length > 0)) return;
    if (hint[0] === 'advance-due') {
      this.sockets.send(membersOf(roster), 'conversation.advance-due', conversation, hint[2]);
      return;
    }
    const [, , from, to] = hint;
    const frames = await this.frames.page(conversation, from - 1, to, limits.pageFrames, limits.pageBytes);
    if (frames.some(([, kind]) => kind === 'statement')) this.roster(frames, before, roster);
    else this.send(conversation, frames, membersOf(roster));
  }
}

function membersOf(roster: Roster | undefined): DeviceId[] {
  return roster?.devices.map(({ id }) => id) ?? [];
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
