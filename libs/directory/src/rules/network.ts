import { DEFAULT_FRESHNESS, type NetworkChanged, type NetworkFounded } from '../bodies/index.js';
import { alone, keysQuorum } from '../entitlement.js';
import { refuse } from '../errors.js';
import type { NetworkTerms } from '../facts.js';
import { networkIdOf } from '../statement.js';
import { byRoots, type Rule } from './rule.js';

type Stated = Omit<NetworkTerms, 'networkId' | 'desks' | 'releases'>;

function stated(body: NetworkFounded | NetworkChanged): Stated {
  const { name, roots, threshold, logs, witnesses, releaseKeys, releaseThreshold, secretariat } = body;
  const freshness = body.freshness ?? DEFAULT_FRESHNESS;
  return { name, roots, threshold, logs, witnesses, freshness, releaseKeys, releaseThreshold, secretariat };
}

/** Whoever trusts the log has pinned the network's id, so that its own roots' signatures are enough. */
export const networkFounded: Rule<'network.founded'> = (body, { facts, index, after }) => {
  if (facts.network.at(index) !== undefined) refuse('directory.founded');
  return {
    ways: [alone(keysQuorum(body.roots, body.threshold))],
    apply: () => {
      facts.network.set(after, { networkId: networkIdOf(body), ...stated(body), desks: [], releases: [] });
    },
  };
};

/** k of the old roots and k of the new. @throws `directory.not-founded` */
export const networkChanged: Rule<'network.changed'> = (body, place) => {
  const terms = place.network();
  const [old, anew] = [keysQuorum(terms.roots, terms.threshold), keysQuorum(body.roots, body.threshold)];
  return {
    // One who is a root before and after signs once and counts in both.
    ways: [{ ...alone(old), quorums: [old, anew], persons: Math.max(old.need, anew.need) }],
    apply: () => {
      place.facts.network.set(place.after, { ...terms, ...stated(body) });
    },
  };
};

/** k roots. @throws `directory.not-founded` */
export const deskAppointed: Rule<'desk.appointed'> = (body, place) => {
  const terms = place.network();
  return {
    ways: byRoots(place),
    apply: () => {
      place.facts.network.set(place.after, { ...terms, desks: body.desks });
    },
  };
};

/** k release keys, a version once. @throws `directory.not-founded`, `directory.release` */
export const releasePublished: Rule<'release.published'> = ({ version, artefacts }, place) => {
  const terms = place.network();
  if (terms.releases.some((release) => release.version === version)) refuse('directory.release');
  return {
    ways: [alone(keysQuorum(terms.releaseKeys, terms.releaseThreshold))],
    apply: () => {
      place.facts.network.set(place.after, { ...terms, releases: [...terms.releases, { version, artefacts }] });
    },
  };
};
