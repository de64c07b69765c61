export * from './administration.js';
export * from './client.js';
export * from './client-assembly.js';
export * from './device.js';
export * from './directory.js';
export * from './enrolment.js';
export type * from './environment.js';
export * from './identity.js';
export * from './invitation.js';
export * from './exports.js';
export * from './export-html.js';
export * from './export-verify.js';
export * from './export-words.js';
export * from './notices.js';
export * from './record.js';
export * from './sessions.js';
export * from './socket-options.js';
export * from './store.js';
export * from './transport.js';
export type * from './conversation-item.js';
export type { ReadBy } from './conversation-facts.js';
export type { ConversationSummary, Heading } from './conversation-summary.js';
export type * from './conversation-views.js';
export type { Draft, KeptDraft } from './drafts.js';
export type { ClientErrorCode } from './errors.js';
export {
  purposes,
  reactions,
  type Content,
  type ContentOf,
  type ContentType,
  type Purpose,
  type Reaction,
} from './message-content.js';
export type { Newcomer } from './newcomers.js';
export type { Found, FoundConversation, FoundMessage } from './search.js';
export type { HeadingChange, Saying } from './speaking.js';
export type { AttachmentSource, AttachmentWords } from './export-attachment.js';
export type { ExportOptions, ExportProgress } from './export-gathering.js';
export type { ExportAccount, ExportedFrame } from './export-file.js';
export type { Granted, GrantPreview, GrantScope } from './grant-give.js';
export type { Invited, Leaving, Opening } from './conversation-membership.js';
export { safeFileName } from './attachment-files.js';
export type { Attachments } from './attachments.js';
export type { FetchedFile, Fetching } from './attachment-downloads.js';
export type { AttachedFile } from './attachment-seal.js';
export type { Attaching, UploadView } from './attachment-upload.js';
export type { Proposal } from './conversation-consent.js';
export { checkNames, type CheckName } from './checks.js';
