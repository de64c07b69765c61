import { limits, type ConversationKind } from '#contracts';
import type { Capacity } from './change.js';

/** What a conversation's kind decides (protocol 2.2). */
export type KindRule = {
  /** The most devices. */
  readonly devices: number;
  /** The fewest and most parties of capacity `party`. */
  readonly members: readonly [fewest: number, most: number];
  /** In which capacities parties may be added after the opening; where none, its parties are those of the opening, for good. */
  readonly admits: readonly Capacity[];
  /** Whether it has moderators and a regional network, whose coordinators found it and name them. */
  readonly moderated: boolean;
  /** Whether one of its parties is a help desk. */
  readonly desk: boolean;
};

const closedCircle = { devices: limits.devices, admits: [], moderated: false, desk: false } as const;

/** The rule of each kind. */
export const kindRules: Readonly<Record<ConversationKind, KindRule>> = {
  direct: { ...closedCircle, members: [1, 2] },
  authority: { ...closedCircle, members: [1, 1] },
  desk: { ...closedCircle, members: [2, 2], desk: true },
  consultation: {
    devices: limits.devices,
    members: [1, limits.devices],
    admits: ['party', 'expert', 'desk'],
    moderated: false,
    desk: false,
  },
  forum: {
    devices: limits.forumDevices,
    members: [1, limits.forumDevices],
    admits: ['party'],
    moderated: true,
    desk: false,
  },
};
