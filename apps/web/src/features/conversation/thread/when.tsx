import type { ReactElement } from 'react';
import { now } from '../../../platform/clock.js';
import { timeWords } from '../../../platform/time-words.js';
import { useWords } from '../words.js';
import { useZones } from './zones.js';
import { knownZone, sameTime, zoneName } from './zone-words.js';

/** The hour of a message by the clocks of both offices, where these differ. */
export function When({ at }: { readonly at: number }): ReactElement {
  const { say, language } = useWords();
  const zones = useZones();
  const [ours, theirs] = [knownZone(zones.ours), knownZone(zones.theirs)];
  const hour = (zone: string | undefined): string => timeWords(at, 'hour', { language, zone, now: now() });
  const both = ours !== undefined && theirs !== undefined && !sameTime(ours, theirs, at);
  return (
    <time
      dateTime={new Date(at * 1000).toISOString()}
      title={timeWords(at, 'whole', { language, zone: ours, now: now() })}
    >
      {both
        ? say('when.both', {
            ours: hour(ours),
            ourPlace: zoneName(ours, language, at),
            theirs: hour(theirs),
            theirPlace: zoneName(theirs, language, at),
          })
        : hour(ours)}
    </time>
  );
}
