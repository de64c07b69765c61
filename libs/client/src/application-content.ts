import { AuthorityId, Bytes32Text, limits, MediaType, type ApplicationAct } from '#contracts';
import { z } from 'zod';
import { ApplicationForm } from './application-form.js';
import { applicationBounds } from './choices.js';

/** What an officer of the secretariat looks at before an application is found authentic, in this order. */
export const checklistItems = ['note-verbale', 'depositary', 'called-back', 'signatory', 'fingerprints'] as const;
/** One of {@link checklistItems}. */
export type ChecklistItem = (typeof checklistItems)[number];

const Words = z.string().max(applicationBounds.words);
const Said = Words.refine((words) => words.trim() !== '');

/** What one officer found: each item once, in its order; one that is not met with a remark. */
export const Checklist = z
  .array(
    z.strictObject({
      item: z.enum(checklistItems),
      met: z.boolean(),
      remark: z.string().max(applicationBounds.remark),
    }),
  )
  .length(checklistItems.length)
  .refine((items) =>
    items.every(({ item, met, remark }, i) => item === checklistItems[i] && (met || remark.trim() !== '')),
  );
export type Checklist = z.infer<typeof Checklist>;

/** A document as its entry names it: its own key, SHA-256 of its ciphertext, and its length in bytes. */
const Document = z.strictObject({
  name: z.string().min(1).max(limits.attachmentName),
  type: MediaType,
  length: z.int().nonnegative().max(limits.applicationDocumentBytes),
  key: Bytes32Text,
  sha256: Bytes32Text,
});
/** As its schema parses it. */
export type ApplicationDocument = z.infer<typeof Document>;
const Documents = z.array(Document).max(limits.applicationDocuments);

/** What is sealed in an entry, by its act. */
const contents = {
  submitted: z.strictObject({ form: ApplicationForm, documents: Documents }),
  answered: z.strictObject({ words: Said, form: ApplicationForm.optional(), documents: Documents }),
  withdrawn: z.strictObject({ words: Words }),
  'clarification-asked': z.strictObject({ words: Said }),
  authenticated: z.strictObject({ checklist: Checklist, words: Words }),
  /** With the id under which the authority will stand. */
  verified: z.strictObject({ checklist: Checklist, words: Words, authority: AuthorityId }),
  returned: z.strictObject({ words: Said }),
  /** With the place of the statement in the directory log. */
  notified: z.strictObject({ authority: AuthorityId, index: z.int().nonnegative() }),
} as const satisfies Readonly<Record<ApplicationAct, z.ZodType>>;

/** The content of an entry of one act. */
export type ApplicationContentOf<Act extends ApplicationAct> = z.infer<(typeof contents)[Act]>;
/** What an entry of any act may hold. */
export interface ApplicationContent {
  readonly form?: ApplicationForm | undefined;
  readonly words?: string;
  readonly documents?: readonly ApplicationDocument[];
  readonly checklist?: Checklist;
  readonly authority?: AuthorityId;
  readonly index?: number;
}

/** The content of an entry. @throws a ZodError where it is not as its act has it */
export function parseApplicationContent(act: ApplicationAct, content: unknown): ApplicationContent {
  return contents[act].parse(content);
}
