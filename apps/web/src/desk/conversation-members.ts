import { isOwnExpert, type Client, type Member } from '#client';
import type { AuthorityId, ConversationId } from '#contracts';
import { deviceIn, kindRules, type Change } from '#roster';
import type { MemberDevice, MemberOfficer, MemberParty, Members, Proposal, ProposedChange } from './api/members.js';
import type { Person } from './api/parties.js';
import type { People } from './people.js';
import { reachableStaff } from './staff.js';

/** Who is in a conversation, why each is trusted, what waits for consent, and who could be added. */
export async function membersOf(client: Client, id: ConversationId, people: People): Promise<Members> {
  const { roster, state } = await client.parts.conversations.begun(id);
  const { own } = people;
  const devices = await client.members(id);
  const proposals = (await client.proposals(id)).filter(({ done }) => !done);
  const archives = await client.archive.keptOf(id);
  const parties = roster.parties.map(({ authority, capacity, until }): MemberParty => {
    const theirs = devices.filter((device) => device.authority === authority && device.capacity === capacity);
    return {
      party: people.party(authority),
      capacity,
      until,
      officers: officersOf(client, people, theirs),
      archive: capacity === 'party' && archives.some((kept) => kept.authority === authority),
      // Where its last device was lost, an expert's too, any member brings another of its officers in (protocol 2.3).
      absent:
        capacity === 'party' && devices.every((device) => device.authority !== authority)
          ? staffPersons(client, people, authority)
          : undefined,
    };
  });
  return {
    parties: parties.sort((a, b) => rank(a) - rank(b)),
    proposals: proposals.map(({ asked, seq, by, change, given, missing }): Proposal => ({
      asked,
      seq,
      by: people.ofDevice(by, deviceIn(roster, by)?.authority),
      change: proposed(change, people, (sponsor) => expertsOf(client, people, id, sponsor, devices)),
      given: given.map((one) => people.party(one)),
      missing: missing.map((one) => people.party(one)),
      ours: missing.includes(own),
      // The word of who asked is their signature under the change itself.
      ready: missing.length === 0 && (deviceIn(roster, by)?.authority ?? own) === own && isOursToMake(change, own),
    })),
    history: roster.history,
    retention: roster.retention,
    colleagues: staffPersons(client, people, own).filter(({ officer }) =>
      devices.every((device) => device.officer !== officer),
    ),
    thirds: kindRules[roster.kind].admits.includes('party') ? thirdsOf(client, people, parties) : [],
    takesExperts: kindRules[roster.kind].admits.includes('expert'),
    member: state.member,
    closed: roster.closed,
  };
}

/** The authority that a liaison officer comes from. */
function homeOf(people: People, officer: Member['officer'], seat: AuthorityId): MemberOfficer['home'] {
  const home = people.authorityOf(officer);
  return home === undefined || home === seat ? undefined : people.party(home);
}

// Whoever sponsors an expert brings them in.
function isOursToMake(change: Change, own: AuthorityId): boolean {
  return change.type !== 'party.added' || change.capacity !== 'expert' || isOwnExpert({ change }, own);
}

function rank({ party, capacity }: MemberParty): number {
  return ['ours', 'theirs', 'third', 'help-desk'].indexOf(party.side) * 2 + (capacity === 'party' ? 0 : 1);
}

function officersOf(client: Client, people: People, members: readonly Member[]): MemberOfficer[] {
  const found = new Map<string, MemberOfficer>();
  for (const { officer, authority, device, own, deviceKind, enrolledAt, since, standing } of members) {
    const before = found.get(officer);
    const shown: MemberDevice = {
      device,
      kind: deviceKind,
      here: own,
      approvedBy: people.approvers(device),
      entry: enrolledAt,
      since: since.at,
      standing,
    };
    found.set(officer, {
      person: people.person({ officer, authority }),
      self: officer === client.identity.officer,
      home: homeOf(people, officer, authority),
      devices: [...(before?.devices ?? []), shown],
    });
  }
  return [...found.values()].sort(
    (a, b) => Number(b.self) - Number(a.self) || a.person.name.localeCompare(b.person.name),
  );
}

/** Officers of an office, and liaison officers who serve it, with a live device. */
function staffPersons(client: Client, people: People, authority: AuthorityId): Person[] {
  return reachableStaff(client, authority)
    .map((officer) => people.person({ officer, authority }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

function thirdsOf({ directory }: Client, people: People, parties: readonly MemberParty[]) {
  const present = new Set(parties.map(({ party }) => party.id));
  const { latest } = directory;
  const at = directory.checkpoint?.at ?? 0;
  const reachable = (id: AuthorityId): boolean => latest.devicesOf(id).some((device) => latest.live(device.id, at, id));
  return latest
    .authorities()
    .filter(({ id, status }) => status === 'active' && !present.has(id) && !latest.isDesk(id) && reachable(id))
    .map(({ id }) => people.party(id))
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** The outside experts whom an authority sponsors for a conversation and who are not in it. */
function expertsOf(
  { directory }: Client,
  people: People,
  id: ConversationId,
  sponsor: AuthorityId,
  present: readonly Member[],
): Person[] {
  const at = directory.checkpoint?.at ?? 0;
  return directory.latest
    .officersOf(sponsor)
    .filter(({ conversation, dismissed, validity }) => {
      return conversation === id && !dismissed && validity.from <= at && validity.until > at;
    })
    .filter((expert) => present.every(({ officer }) => officer !== expert.id))
    .map((expert) => people.person({ officer: expert.id, authority: sponsor }));
}

function proposed(change: Change, people: People, experts: (sponsor: AuthorityId) => Person[]): ProposedChange {
  switch (change.type) {
    case 'party.added':
    case 'party.removed': {
      const is = change.type === 'party.added' ? 'party-added' : 'party-removed';
      return {
        is,
        party: people.party(change.authority),
        capacity: change.capacity,
        until: change.type === 'party.added' ? change.until : undefined,
        experts: is === 'party-added' && change.capacity === 'expert' ? experts(change.authority) : undefined,
      };
    }
    case 'policy.changed':
      return { is: 'policy-changed', history: change.history, retention: change.retention };
    case 'conversation.closed':
      return { is: 'closed' };
    case 'conversation.reopened':
      return { is: 'reopened' };
    default:
      return { is: 'other' };
  }
}
