import { AuthorityId, ConversationId, OfficerId } from '#contracts';
import { z } from 'zod';
import { PersonalFields, Validity, aboutAuthority, distinct } from './fields.js';

/** The roles an appointment gives. */
export const AppointedRole = z.enum(['administrator', 'officer']);

/**
 * An officer takes office, or an appointment is made anew, whole. Signed by an administrator; where the officer is or
 * becomes an administrator, by two others or the authority key.
 */
export const OfficerAppointed = z.strictObject({
  type: z.literal('officer.appointed'),
  ...aboutAuthority,
  officer: OfficerId,
  roles: distinct(AppointedRole, 1, 2),
  validity: Validity,
  fields: PersonalFields,
});
export type OfficerAppointed = z.infer<typeof OfficerAppointed>;

/**
 * Final; `prev` may be empty. Signed by the officer or an administrator; an administrator is dismissed by two others or
 * the authority key. Of an officer accredited here from elsewhere, it ends the service here.
 */
export const OfficerDismissed = z.strictObject({
  type: z.literal('officer.dismissed'),
  ...aboutAuthority,
  officer: OfficerId,
});
export type OfficerDismissed = z.infer<typeof OfficerDismissed>;

/** An officer of another authority may serve this one too. Signed by an administrator of this one. */
export const LiaisonAccredited = z
  .strictObject({
    type: z.literal('liaison.accredited'),
    ...aboutAuthority,
    /** The officer's own authority. */
    home: AuthorityId,
    officer: OfficerId,
    validity: Validity,
  })
  .refine(({ subject, home }) => subject !== home);
export type LiaisonAccredited = z.infer<typeof LiaisonAccredited>;

/** An outside expert, for a time and one conversation. Signed by an administrator. */
export const ExpertSponsored = z.strictObject({
  type: z.literal('expert.sponsored'),
  ...aboutAuthority,
  officer: OfficerId,
  conversation: ConversationId,
  validity: Validity,
  fields: PersonalFields,
});
export type ExpertSponsored = z.infer<typeof ExpertSponsored>;

/** Ends a sponsorship; final. Signed by an administrator. */
export const ExpertEnded = z.strictObject({ type: z.literal('expert.ended'), ...aboutAuthority, officer: OfficerId });
export type ExpertEnded = z.infer<typeof ExpertEnded>;
