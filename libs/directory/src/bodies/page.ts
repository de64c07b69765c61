import { Bytes32Text } from '#contracts';
import { z } from 'zod';
import { Day, PersonalFields, Word, aboutAuthority, distinct, text } from './fields.js';

/** A language tag (BCP 47), such as `pt` or `zh-Hans`. */
const Language = z.string().regex(/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$/);
const Weekday = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']);
const TimeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/);
const LongText = z.string().max(4000);
/** A text for members alone: only its commitment, as of personal fields (protocol 11). */
const TextForMembers = z.strictObject({ commitment: Bytes32Text, visible: z.literal('members') });

/** What an authority says of itself to those who would write to it. Offices in the clear; persons, and what members alone read, by commitment. */
export const Page = z.strictObject({
  /** The authority's name, by language. */
  names: z
    .array(z.strictObject({ language: Language, name: text(300) }))
    .min(1)
    .max(10),
  ministry: z.string().max(300),
  address: z.string().max(1000),
  /** The office's own lines, no person's. */
  office: z.strictObject({
    telephone: z.string().max(64),
    fax: z.string().max(64),
    email: z.string().max(254),
    web: z.string().max(500),
  }),
  /** Named officers and deputies. */
  persons: z
    .array(z.strictObject({ role: z.enum(['head', 'officer', 'deputy', 'urgent']), fields: PersonalFields }))
    .max(32),
  territories: z.array(text(200)).max(64),
  hours: z.strictObject({
    /** IANA time zone, such as `Europe/Lisbon`. */
    zone: z.string().regex(/^[A-Za-z0-9_+/-]{2,64}$/),
    weekend: distinct(Weekday, 0, 7),
    opens: TimeOfDay,
    closes: TimeOfDay,
    holidays: z.array(z.strictObject({ date: Day, name: text(200) })).max(64),
  }),
  languages: z.strictObject({
    requests: distinct(Language, 0, 16),
    informal: distinct(Language, 0, 16),
    translation: z.enum(['not-needed', 'needed', 'certified']),
  }),
  channels: distinct(z.enum(['diplomatic', 'email', 'interpol', 'paper', 'portal']), 0, 5),
  /** Whether drafts are looked at informally, and oral requests accepted (UNTOC art. 18(14)). */
  draftsWelcome: z.boolean(),
  oralRequests: z.boolean(),
  /** Everything else by topic: requirements by measure, extradition, dual criminality, appeals, disclosure duty, needs, remarks. */
  sections: z
    .array(z.strictObject({ topic: Word, language: Language, text: z.union([LongText, TextForMembers]) }))
    .max(64),
  /** The day by which the page is to be looked at again. */
  reviewBy: Day,
});
export type Page = z.infer<typeof Page>;

/** The authority's page, whole. Signed by an administrator, then by an administrator of the secretariat, which approves it. */
export const PagePublished = z.strictObject({ type: z.literal('page.published'), ...aboutAuthority, page: Page });
export type PagePublished = z.infer<typeof PagePublished>;
