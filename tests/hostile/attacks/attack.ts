import type { CheckName } from '#client';
import type { ConversationId, WireFrame } from '#contracts';
import { head0 } from '#crypto';
import type { DeviceBuilder } from '../../support/directory.js';
import { frameWith, type Asked, type Rule } from '../../support/cheating-relay.js';
import { headsOf, type HostileClient, type HostileWorld, type Opened, type Pair } from '../../support/hostile-world.js';

/** One thing a relay may do, alone or with a cheating member, and the code by which it is refused or shown. */
export interface Attack {
  readonly name: string;
  /** A notice's code, alone or with its detail after a space, a refusal's code, or a word of the attack's own. */
  readonly shows: string;
  /** Checks without which it is not shown so; none where a pure lib refuses it (see `unswitched.ts`). */
  readonly checks?: readonly CheckName[];
  /** Plays it, `scene.on` or not; what it answers is judged beside Alice's notices. */
  readonly run: (scene: Scene) => Promise<readonly string[] | undefined>;
}

/** Alice, Bob, their conversation, and a relay that cheats Alice when it is `on`. */
export class Scene implements Pair {
  readonly world: HostileWorld;
  readonly bob: HostileClient;
  /** Everything that was truly said, as it may be shown. */
  readonly said = new Set<string>();
  /** Devices that may be in the roster. */
  readonly members = new Set<string>();
  /** Who is cheated: Alice, or her second device. */
  victims: HostileClient[];

  constructor(
    pair: Pair,
    readonly id: ConversationId,
    /** Whether the rule is on. */
    readonly on: boolean,
    /** Checks that the cheated do without. */
    readonly opened: Opened = {},
  ) {
    ({ world: this.world, bob: this.bob } = pair);
    this.victims = [pair.alice];
    this.admit(pair.alice.device, pair.bob.device, pair.bob.spare);
  }

  /** The one who is cheated first; another process once it was restarted. */
  get alice(): HostileClient {
    const [alice] = this.victims;
    if (alice === undefined) throw new Error('nobody is cheated');
    return alice;
  }

  set alice(alice: HostileClient) {
    this.victims = [alice, ...this.victims.slice(1)];
  }

  admit(...devices: readonly DeviceBuilder[]): void {
    for (const { id } of devices) this.members.add(id);
  }

  /** Lets the relay cheat a client, Alice by default, if the rule is on. */
  cheat(rule: Rule, victim: HostileClient = this.alice): void {
    if (this.on) victim.cheat.rule = rule;
  }

  /** Says things one after the other. */
  async say(who: HostileClient, ...texts: readonly string[]): Promise<void> {
    for (const text of texts) {
      this.said.add(`${who.officer}: ${text}`);
      await who.say(this.id, text);
    }
  }

  /** Bob says three things. */
  async three(): Promise<void> {
    await this.say(this.bob, 'one', 'two', 'three');
  }

  /** Bob begins a new epoch. */
  async advance(): Promise<void> {
    const { devices } = await this.bob.epoch(this.id);
    const { spare, client } = this.bob;
    await (devices.includes(spare.id)
      ? client.removeDevices(this.id, [spare.id])
      : client.addDevices(this.id, [spare.id]));
  }

  /**
   * The relay shows a client another sequence than it has stored: what `bend` makes of the whole, from the place it
   * asks for on, and numbered anew. Its head at the end is the real one, or that of what it shows.
   */
  async shows(
    bend: (frames: readonly WireFrame[]) => readonly WireFrame[],
    { restated = false, numbered = true, victim = this.alice } = {},
  ): Promise<void> {
    const honest = await this.world.frames(this.id);
    const bent = numbered ? bend(honest).map((frame, place) => frameWith(frame, { seq: place + 1 })) : bend(honest);
    const end = { seq: bent.at(-1)?.[0] ?? 0, head: headsOf(head0(this.id), bent).at(-1) };
    this.cheat(
      {
        bend: {
          'frames.fetch': (page, asked) => {
            if (!this.isAsked(asked)) return page;
            const [, after] = asked.body as [string, number];
            return {
              frames: numbered ? bent.filter(([seq]) => seq > after) : bent.slice(after),
              seq: end.seq,
              head: restated ? end.head : page.head,
            };
          },
        },
      },
      victim,
    );
  }

  /** Whether a question about frames is about this conversation. */
  isAsked({ body }: Asked): boolean {
    return Array.isArray(body) && body[0] === this.id;
  }

  /** The frame at a place of the real sequence; the last for -1. */
  async frame(place: number): Promise<WireFrame> {
    const found = (await this.world.frames(this.id)).at(place);
    if (found === undefined) throw new Error('no such frame');
    return found;
  }

  /** Syncs Alice once the logged map covers the conversation. */
  async watched(): Promise<void> {
    await this.world.logged(this.id);
    await this.alice.sync();
  }
}

/** A frame's bytes with one bit flipped. */
export function flippedBit(frame: WireFrame, bit = 8 * 40): WireFrame {
  const bytes = frame[5].slice();
  const at = Math.floor(bit / 8) % bytes.length;
  bytes[at] = (bytes[at] ?? 0) ^ (1 << (bit % 8));
  return frameWith(frame, { bytes });
}
