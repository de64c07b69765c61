import { AuthorityId } from '#contracts';
import { z } from 'zod';
import { LogKeyText, PublicKeys, Threshold, WitnessKeyText, aboutNetwork, distinct, text } from './fields.js';

/** Twelve hours, in seconds: the freshness limit of a network that states none (protocol 1.2). */
export const DEFAULT_FRESHNESS = 12 * 3600;
/** A day, in seconds: no network may be laxer. */
const MOST_FRESHNESS = 24 * 3600;

const terms = {
  ...aboutNetwork,
  /** Shown to officers. */
  name: text(200),
  /** Root keys, of which `threshold` sign what makes authorities. */
  roots: PublicKeys,
  threshold: Threshold,
  /** The verifier keys of the two logs (protocol 5.1). */
  logs: z.strictObject({ directory: LogKeyText, audit: LogKeyText }),
  /** The witnesses' verifier keys, and how many must have cosigned a checkpoint (protocol 5.4). */
  witnesses: z.strictObject({ keys: distinct(WitnessKeyText, 0, 64), quorum: z.int().min(0).max(64) }),
  /** Seconds after which a checkpoint is too old; twelve hours where absent. */
  freshness: z.int().min(60).max(MOST_FRESHNESS).optional(),
  /** Keys that publish releases, and how many of them must. */
  releaseKeys: PublicKeys,
  releaseThreshold: Threshold,
  /** The authority that approves pages; it is notified later, like any other. */
  secretariat: AuthorityId,
};

const reachable = (body: {
  roots: string[];
  threshold: number;
  witnesses: { keys: string[]; quorum: number };
  releaseKeys: string[];
  releaseThreshold: number;
}): boolean =>
  body.threshold <= body.roots.length &&
  body.witnesses.quorum <= body.witnesses.keys.length &&
  body.releaseThreshold <= body.releaseKeys.length;

/** The network's terms; signed by `threshold` of its own roots, over an empty network id. The first statement of a log. */
export const NetworkFounded = z.strictObject({ type: z.literal('network.founded'), ...terms }).refine(reachable);
export type NetworkFounded = z.infer<typeof NetworkFounded>;

/** The network's terms anew, whole; signed by the threshold of the old roots and that of the new. */
export const NetworkChanged = z.strictObject({ type: z.literal('network.changed'), ...terms }).refine(reachable);
export type NetworkChanged = z.infer<typeof NetworkChanged>;

/** The authorities that are help desks, whole: each such statement replaces the one before. Signed by k roots. */
export const DeskAppointed = z.strictObject({
  type: z.literal('desk.appointed'),
  ...aboutNetwork,
  desks: distinct(AuthorityId, 0, 16),
});
export type DeskAppointed = z.infer<typeof DeskAppointed>;
