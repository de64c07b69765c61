import { Fsck, type FsckReport } from '#relay/audit/fsck';
import { check, type Acked, type Finding, type Shown } from './checker.js';
import { aNetwork } from './directory.js';
import { Writer } from './load.js';
import { Member, TestConversation } from './member.js';
import { aRelay, type TestRelay } from './relay.js';

/** A relay with conversations between raw members, ready to be put under load. */
export class LoadedRelay {
  readonly writers: Writer[] = [];

  private constructor(
    readonly relay: TestRelay,
    readonly members: readonly Member[],
    readonly conversations: readonly TestConversation[],
  ) {}

  /** @param members - how many devices, all of them in every one of the conversations */
  static async with(members: number, conversations: number): Promise<LoadedRelay> {
    const network = aNetwork();
    const authority = network.anAuthority('north');
    const devices = Array.from({ length: members }, (_, i) => authority.anOfficer(`officer-${String(i)}`).aDevice());
    const relay = await aRelay({ network, environment: { COMITY_STATEMENTS_PER_HOUR: '2000' } });
    const all = await Promise.all(devices.map(async (device) => Member.of(relay, device)));
    const [first, ...others] = all;
    if (first === undefined) throw new Error('nobody is there');
    const opened = [];
    for (let i = 0; i < conversations; i++) opened.push(await TestConversation.of(first, ...others));
    return new LoadedRelay(relay, all, opened);
  }

  /** A writer for each member, all talking to one address. */
  writersAt(url: string): Writer[] {
    return this.members.map((member) => this.writerAt(member, url));
  }

  /** A writer of one member. */
  writerAt(member: Member, url: string): Writer {
    const writer = Writer.at(member, url);
    this.writers.push(writer);
    return writer;
  }

  get acked(): Acked[] {
    return this.writers.flatMap(({ acked }) => acked);
  }

  /** What every writer is shown of every conversation, pulled. */
  async shown(writers: readonly Writer[] = this.writers): Promise<Shown[]> {
    // One after the other: at full size each holds a hundred thousand frames meanwhile.
    const shown: Shown[] = [];
    for (const writer of writers) for (const { id } of this.conversations) shown.push(await writer.shown(id));
    return shown;
  }

  /** Everything the checker finds. */
  async findings(writers: readonly Writer[] = this.writers): Promise<Finding[]> {
    return check(this.relay, this.acked, await this.shown(writers));
  }

  async fsck(): Promise<FsckReport> {
    return this.relay.app.get(Fsck).run();
  }

  close(): void {
    for (const { socket } of this.members) socket?.disconnect();
    for (const writer of this.writers) writer.close();
  }
}
