/** A conversation's statements, and their replay to a roster: the same pure function for the relay and every client. */
export { apply, propose, replay } from './apply.js';
export * from './change.js';
export { consentNeed, type ConsentNeed } from './consent-rules.js';
export * from './consent.js';
export * from './conversation-id.js';
export type { DirectoryHistory, RosterView } from './directory-history.js';
export type { RosterErrorCode } from './errors.js';
export type { RosterProposal } from './judgement.js';
export { MAX_MODERATORS } from './judge.js';
export { kindRules, type KindRule } from './kind.js';
export { deviceIn, hasEnded, type Party, type Roster, type RosterDevice } from './roster.js';
export { dueEvictions, evictionOf, seatStanding, type SeatStanding } from './seat.js';
export * from './statement.js';
export * from './wraps.js';
