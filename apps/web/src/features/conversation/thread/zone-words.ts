import { formatter } from '../../../platform/time-words.js';

/** A zone as people say it: its city, or how far it is from UTC. */
export function zoneName(zone: string, language: string, at: number): string {
  const city = zone.includes('/') && !zone.startsWith('Etc/') ? zone.slice(zone.lastIndexOf('/') + 1) : undefined;
  if (city !== undefined) return city.replaceAll('_', ' ');
  const parts = formatter(language, { timeZone: zone, timeZoneName: 'shortOffset' }).formatToParts(at * 1000);
  const offset = parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone;
  return offset.replace(/^GMT(?:\+0$)?/, 'UTC');
}

/** Whether two zones show the same time at a moment (Unix seconds). */
export function sameTime(one: string, other: string, at: number): boolean {
  const shown = (timeZone: string): string =>
    formatter('en', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(at * 1000);
  return shown(one) === shown(other);
}

/** The zone, where this device knows it. */
export function knownZone(zone: string | undefined): string | undefined {
  if (zone === undefined) return undefined;
  try {
    return formatter('en', { timeZone: zone }).resolvedOptions().timeZone && zone;
  } catch {
    return undefined;
  }
}
