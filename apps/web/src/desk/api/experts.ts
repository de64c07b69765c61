import type { Confirmed, InvitationToGive } from './devices.js';

/** An outside expert whom our own office sponsors, or has sponsored. */
export interface ExpertLine {
  readonly officer: string;
  /** The name where it was given to this device, else the id. */
  readonly name: string;
  readonly conversation: string;
  /** What the conversation is about; undefined where this device is not in it, or it has no subject. */
  readonly subject: string | undefined;
  /** Unix seconds until which the sponsorship holds. */
  readonly until: number;
  /** `ended` by us, `over` by its date. */
  readonly standing: 'current' | 'ended' | 'over';
  /** `invited` until their device is enrolled, `asked` while a party has not agreed, `seated` once they read along. */
  readonly step: 'invited' | 'enrolled' | 'asked' | 'seated' | 'elsewhere';
}

/** A person to be sponsored. */
export interface SponsorForm {
  readonly conversation: string;
  readonly name: string;
  readonly days: number;
}

/** Outside experts of our own office. Sponsoring and withdrawing are an administrator's. */
export interface ExpertsDesk {
  /** Those of one conversation or of all; whoever still has time first. */
  lines(conversation?: string): Promise<readonly ExpertLine[]>;
  /** Sponsors somebody; answers the invitation for their device. @throws `expert.kind`, `statement.refused` */
  sponsor(form: SponsorForm): Promise<InvitationToGive>;
  /** The invitation again. */
  invitation(officer: string): Promise<InvitationToGive>;
  /** Asks every party to agree; `seated` where nobody else had to. @throws `person.unknown` */
  admit(conversation: string, officer: string): Promise<'asked' | 'seated'>;
  /** Withdraws a sponsorship: final, and at once. @throws `statement.refused` */
  end(officer: string): Promise<Confirmed>;
}
