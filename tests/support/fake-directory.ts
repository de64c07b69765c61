import { createHash } from 'node:crypto';
import { type AuthorityId, type ConversationId, DeviceId, OfficerId, type RegionId } from '#contracts';
import type { Authority, Device, Officer, Standing } from '#directory';
import type { DirectoryHistory, RosterView } from '#roster';
import { aKey } from './directory.js';

/** A device as a test wants it: `device-ana` of the officer `ana`, live for ever, unless said otherwise. */
export interface Enrolment {
  readonly authority: AuthorityId;
  readonly officer?: OfficerId;
  /** Other authorities it is accredited to. */
  readonly serves?: readonly AuthorityId[];
  readonly standing?: Standing;
  /** Unix seconds from which it stands `expired`. */
  readonly expiry?: number;
  /** The one conversation of an outside expert. */
  readonly conversation?: ConversationId;
}

class State implements RosterView {
  readonly devices = new Map<DeviceId, Enrolment>();
  readonly authorities = new Map<AuthorityId, Authority['status']>();
  readonly desks = new Set<AuthorityId>();
  readonly coordinators = new Set<string>();
  readonly pending = new Set<string>();

  constructor(before?: State) {
    for (const [id, enrolment] of before?.devices ?? []) this.devices.set(id, enrolment);
    for (const [id, status] of before?.authorities ?? []) this.authorities.set(id, status);
    for (const id of before?.desks ?? []) this.desks.add(id);
    for (const pair of before?.coordinators ?? []) this.coordinators.add(pair);
    for (const subject of before?.pending ?? []) this.pending.add(subject);
  }

  standing(id: DeviceId, at: number, serving?: AuthorityId): Standing {
    const device = this.devices.get(id);
    if (device === undefined) return this.pending.size > 0 ? 'pending' : 'unknown';
    if (device.standing !== undefined && device.standing !== 'live') return device.standing;
    if (this.pending.has(device.authority)) return 'pending';
    if (device.expiry !== undefined && device.expiry <= at) return 'expired';
    if (serving === undefined || serving === device.authority) return 'live';
    return device.serves?.includes(serving) === true ? 'live' : 'not-serving';
  }

  device(id: DeviceId): Device | undefined {
    const device = this.devices.get(id);
    if (device === undefined) return undefined;
    return {
      id,
      authority: device.authority,
      officer: device.officer ?? officerOf(id),
      kind: 'desktop',
      // Made when it is asked for: thousands of keys take seconds.
      get signatureKey() {
        return aKey(`device ${id}`).publicKey;
      },
      recognitionKey: new Uint8Array(32),
      expiry: device.expiry ?? Number.MAX_SAFE_INTEGER,
      revoked: device.standing === 'revoked',
      approvedBy: [],
      index: 0,
    };
  }

  officer(id: OfficerId): Officer | undefined {
    const usual = DeviceId.parse(`device-${id}`);
    const own = this.devices.get(usual);
    const enrolments = own === undefined ? this.devices : new Map([[usual, own]]);
    for (const [device, enrolment] of enrolments) {
      if ((enrolment.officer ?? officerOf(device)) !== id) continue;
      return {
        id,
        authority: enrolment.authority,
        roles: enrolment.conversation === undefined ? ['officer'] : ['expert'],
        validity: { from: 0, until: Number.MAX_SAFE_INTEGER },
        dismissed: enrolment.standing === 'dismissed',
        fields: {},
        conversation: enrolment.conversation,
        accreditations: [],
        serves: [enrolment.authority, ...(enrolment.serves ?? [])],
      };
    }
    return undefined;
  }

  authority(id: AuthorityId): Authority | undefined {
    const status = this.authorities.get(id);
    // Replay reads no more of an authority than its status.
    return status && ({ id, status } as Partial<Authority> as Authority);
  }

  isDesk(authority: AuthorityId): boolean {
    return this.desks.has(authority);
  }

  isCoordinator(officer: OfficerId, region: RegionId): boolean {
    return this.coordinators.has(`${officer} ${region}`);
  }

  isPending(subject: string): boolean {
    return this.pending.has(subject);
  }
}

/** A directory made of plain facts, with every past state, for tests of what is built on a directory. */
export class FakeDirectory implements DirectoryHistory {
  private readonly states = [new State()];
  private readonly forgotten = new Set<number>();

  get size(): number {
    return this.states.length - 1;
  }

  view(size: number): State | undefined {
    return size === 0 || this.forgotten.has(size) ? undefined : this.states[size];
  }

  root(size: number): Uint8Array | undefined {
    if (this.states[size] === undefined) return undefined;
    return new Uint8Array(
      createHash('sha256')
        .update(`root ${String(size)}`)
        .digest(),
    );
  }

  /** As if the statements up to this size were not fetched yet. */
  forget(size: number): this {
    this.forgotten.add(size);
    return this;
  }

  enrol(id: string, enrolment: Enrolment): this {
    return this.grow((state) => {
      state.devices.set(DeviceId.parse(id), enrolment);
      if (!state.authorities.has(enrolment.authority)) state.authorities.set(enrolment.authority, 'active');
    });
  }

  /** Enrols within the size that is: for tests with thousands of devices, before anything names it. */
  enrolQuietly(id: DeviceId, enrolment: Enrolment): this {
    this.states.at(-1)?.devices.set(id, enrolment);
    return this;
  }

  /** Amends within the size that is; the next growth makes it nameable. */
  amendQuietly(id: DeviceId, amendment: Partial<Enrolment>): this {
    const devices = this.states.at(-1)?.devices;
    const device = devices?.get(id);
    if (device !== undefined) devices?.set(id, { ...device, ...amendment });
    return this;
  }

  /** Changes what stands of an enrolled device. */
  amend(id: string, amendment: Partial<Enrolment>): this {
    return this.grow((state) => {
      const device = state.devices.get(DeviceId.parse(id));
      if (device === undefined) throw new Error(`${id} is not enrolled`);
      state.devices.set(DeviceId.parse(id), { ...device, ...amendment });
    });
  }

  notify(authority: AuthorityId, status: Authority['status'] = 'active'): this {
    return this.grow((state) => void state.authorities.set(authority, status));
  }

  appointDesk(authority: AuthorityId): this {
    return this.grow((state) => void state.desks.add(authority));
  }

  form(region: RegionId, ...coordinators: OfficerId[]): this {
    return this.grow((state) => {
      for (const officer of coordinators) state.coordinators.add(`${officer} ${region}`);
    });
  }

  /** As if a statement about the subject were missing. */
  miss(subject: string): this {
    return this.grow((state) => void state.pending.add(subject));
  }

  private grow(change: (state: State) => void): this {
    const state = new State(this.states.at(-1));
    change(state);
    this.states.push(state);
    return this;
  }
}

function officerOf(device: DeviceId): OfficerId {
  return OfficerId.parse(device.replace(/^device-/, ''));
}
