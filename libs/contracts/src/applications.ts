import { z } from 'zod';
import { AgreementKey } from './agreement-keys.js';
import { applicantActs, applicationStates, secretariatActs } from './application-standing.js';
import { AttachmentAnnouncement } from './attachments.js';
import { Bytes32Text, DeviceId, SignatureText, UnixSeconds } from './ids.js';
import { limits } from './limits.js';

/** The scheme of the `Authorization` header with which whoever made an application shows that it is theirs. */
export const APPLICATION_SCHEME = 'Application';

/** An application: the unpadded base64url of a SHA-256 hash, 43 characters (protocol 9.1). */
export const ApplicationId = Bytes32Text.brand<'ApplicationId'>();
export type ApplicationId = z.infer<typeof ApplicationId>;

const Sealed = z
  .string()
  .max(Math.ceil((limits.frameBytes * 4) / 3))
  .regex(/^[A-Za-z0-9_-]+$/);
const Act = z.enum([...applicantActs, ...secretariatActs]);

/** An entry as it is handed in: the side is that of whoever asks (protocol 9.2). */
export const ApplicationSubmittedEntry = z.strictObject({
  /** One more than the entries there are. */
  number: z.int().positive().max(limits.applicationEntries),
  act: Act,
  /** base64url. */
  sealed: Sealed,
  /** By the applicant's key, or by the asking device of the secretariat. */
  signature: SignatureText,
  /** Ciphertexts of the documents that the entry names, in its order. */
  documents: z.array(AttachmentAnnouncement).max(limits.applicationDocuments),
  /** With `notified`: the place of the statement in the directory log. */
  statement: z.int().nonnegative().optional(),
});
export type ApplicationSubmittedEntry = z.infer<typeof ApplicationSubmittedEntry>;

/** An application's key sealed to one device of the secretariat (protocol 9.3). */
export const ApplicationWrap = z.strictObject({
  device: DeviceId,
  /** Of the device's agreement key. */
  number: z.int().positive(),
  /** base64url of 1,224 bytes. */
  wrap: z
    .string()
    .length((limits.wrapBytes * 4) / 3)
    .regex(/^[A-Za-z0-9_-]+$/),
});
export type ApplicationWrap = z.infer<typeof ApplicationWrap>;

const Wraps = z.array(ApplicationWrap).min(1).max(limits.applicationWraps);

/** `POST /v1/applications`: a new application, its first entry `submitted`. */
export const ApplicationSubmission = z.strictObject({
  id: ApplicationId,
  /** The applicant's public signature key. */
  signer: Bytes32Text,
  entry: ApplicationSubmittedEntry,
  wraps: Wraps,
});
export type ApplicationSubmission = z.infer<typeof ApplicationSubmission>;

/** `PUT /v1/applications/:id/wraps`: the key for more devices of the secretariat, or for newer keys of theirs. */
export const ApplicationWraps = z.strictObject({ wraps: Wraps });
export type ApplicationWraps = z.infer<typeof ApplicationWraps>;

/** The answer to an entry that was taken. */
export const ApplicationAccepted = z.strictObject({ number: z.int().positive() });
/** As its schema parses it. */
export type ApplicationAccepted = z.infer<typeof ApplicationAccepted>;

/** An entry as the relay gives it. From the relay: all but `at` and `stored` is checked by who reads it. */
export const ApplicationEntry = z.strictObject({
  number: z.int().positive(),
  side: z.enum(['applicant', 'secretariat']),
  act: Act,
  sealed: Sealed,
  signature: SignatureText,
  /** Of the secretariat's entries: whose signature it is. */
  device: DeviceId.optional(),
  at: UnixSeconds,
  documents: z
    .array(z.strictObject({ ...AttachmentAnnouncement.shape, stored: z.boolean() }))
    .max(limits.applicationDocuments),
});
export type ApplicationEntry = z.infer<typeof ApplicationEntry>;

const Numbered = z.strictObject({ device: DeviceId, number: z.int().positive() });

/** `GET /v1/applications/:id`, for its applicant and for the secretariat. */
export const ApplicationRead = z.strictObject({
  id: ApplicationId,
  signer: Bytes32Text,
  entries: z.array(ApplicationEntry).min(1).max(limits.applicationEntries),
  /** To which keys of which devices its key is sealed. */
  wrapped: z.array(Numbered).max(limits.applicationWrapsKept),
  /** When it is deleted unless something happens, Unix seconds. */
  until: UnixSeconds,
});
export type ApplicationRead = z.infer<typeof ApplicationRead>;

/** One application in the secretariat's list: the relay's word, until its entries are read. */
export const ApplicationListed = z.strictObject({
  id: ApplicationId,
  signer: Bytes32Text,
  state: z.enum(applicationStates),
  /** How many entries there are. */
  entries: z.int().positive(),
  /** When the newest came, Unix seconds. */
  at: UnixSeconds,
  wrapped: z.array(Numbered).max(limits.applicationWrapsKept),
});
export type ApplicationListed = z.infer<typeof ApplicationListed>;

/** The place of one in the list, which stays a place when that one moves or is deleted: whether it is over, when it moved, its id. */
const Place = z.string().regex(/^[01]\.\d{1,12}\.[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/);

/** `GET /v1/applications?after&withdrawn&from&to`: for the secretariat, those that are not over first, of either those that moved last. */
export const ApplicationListQuery = z.strictObject({
  /** The `next` of the page before. */
  after: Place.optional(),
  /** Also what its applicant took back. */
  withdrawn: z.literal('1').optional(),
  /** Only those whose id comes, byte by byte, neither before `from` nor after `to`. */
  from: ApplicationId.optional(),
  to: ApplicationId.optional(),
});
/** As its schema parses it. */
export type ApplicationListQuery = z.infer<typeof ApplicationListQuery>;
/** A page of it; `next` where there are more. */
export const ApplicationList = z.strictObject({
  applications: z.array(ApplicationListed).max(limits.applicationsListed),
  next: Place.optional(),
});
/** As its schema parses it. */
export type ApplicationList = z.infer<typeof ApplicationList>;

/** `GET /v1/secretariat/keys`: the newest logged agreement key of each live device of the secretariat's officers, for everyone. */
export const SecretariatKeys = z.strictObject({ keys: z.array(AgreementKey).max(limits.applicationWrapsKept) });
/** As its schema parses it. */
export type SecretariatKeys = z.infer<typeof SecretariatKeys>;

/** `GET /v1/secretariat/map?id&since`: as `GET /v1/record/map`, of the agreement keys of the secretariat's devices alone, for everyone. */
export const SecretariatMapQuery = z.strictObject({
  kind: z.literal('agreement'),
  id: DeviceId,
  since: z.coerce.number().int().nonnegative().optional(),
});
