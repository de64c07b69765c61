import type { Party, Person } from './parties.js';

/** A device in a conversation, and why it is trusted. */
export interface MemberDevice {
  readonly device: string;
  readonly kind: string;
  /** Whether it is the one at which this is read. */
  readonly here: boolean;
  /** Who approved it; empty where the authority's own key did. */
  readonly approvedBy: readonly Person[];
  /** Its place in the directory's log. */
  readonly entry: number;
  /** Since when it reads here, Unix seconds; 0 where that is not known. */
  readonly since: number;
  /** `live`, or why it is not. */
  readonly standing: string;
}

/** An officer in a conversation. */
export interface MemberOfficer {
  readonly person: Person;
  readonly self: boolean;
  /** Where a liaison officer comes from; undefined of the party's own. */
  readonly home: Party | undefined;
  readonly devices: readonly MemberDevice[];
}

/** A party in a conversation. */
export interface MemberParty {
  readonly party: Party;
  readonly capacity: string;
  /** Unix seconds until which it takes part. */
  readonly until: number | undefined;
  readonly officers: readonly MemberOfficer[];
  /** Whether holders of its archive could open what is written here. */
  readonly archive: boolean;
  /** Officers of it whom any member may bring in; absent while any device of it is in. */
  readonly absent: readonly Person[] | undefined;
}

/** What others were asked to agree to. */
export interface Proposal {
  /** The message that asks. */
  readonly asked: string;
  readonly seq: number;
  readonly by: Person;
  readonly change: ProposedChange;
  readonly given: readonly Party[];
  readonly missing: readonly Party[];
  /** Whether our own office is among those whose word is missing. */
  readonly ours: boolean;
  /** Whether all have agreed, and it is for us to make the change. */
  readonly ready: boolean;
}

/** A change that needs consent. */
export type ProposedChange =
  | {
      readonly is: 'party-added' | 'party-removed';
      readonly party: Party;
      readonly capacity: string;
      /** Unix seconds until which a party would take part, where that ends. */
      readonly until: number | undefined;
      /** Whom the party sponsors for this conversation and who is not in it, where outside experts are to take part. */
      readonly experts: readonly Person[] | undefined;
    }
  | { readonly is: 'policy-changed'; readonly history: string | undefined; readonly retention: number | undefined }
  | { readonly is: 'closed' | 'reopened' | 'other' };

/** Who is in a conversation, and under which rules. */
export interface Members {
  readonly parties: readonly MemberParty[];
  readonly proposals: readonly Proposal[];
  readonly history: string;
  /** Days; 0 means that nothing expires. */
  readonly retention: number;
  /** Officers of our own office who could be added. */
  readonly colleagues: readonly Person[];
  /** Authorities that could be asked in as a third party; none where the kind admits nobody. */
  readonly thirds: readonly Party[];
  /** Whether an administrator could sponsor an outside expert for it. */
  readonly takesExperts: boolean;
  readonly member: boolean;
  readonly closed: boolean;
}

/** What a colleague would be able to read of the past. */
export interface HistoryPreview {
  /** How many messages there are; of those the first ones. */
  readonly count: number;
  readonly messages: readonly {
    readonly seq: number;
    readonly at: number;
    readonly by: string;
    /** As it was worded last. */
    readonly text: string | undefined;
    /** The name of a file. */
    readonly file: string | undefined;
    /** Whether it was worded otherwise before: what it said then comes along. */
    readonly corrected: boolean;
  }[];
}
