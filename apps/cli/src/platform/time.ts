import type { Io } from './io.js';

/** A time of the relay or a log for people, to the minute: UTC marked by Z, or with `--local-time` that of this machine's zone. */
export function timeOf(seconds: number, { localTime = false }: Pick<Io, 'localTime'> = {}): string {
  const date = new Date(seconds * 1000);
  if (!localTime) return `${date.toISOString().slice(0, 16).replace('T', ' ')}Z`;
  const two = (value: number): string => String(Math.trunc(Math.abs(value))).padStart(2, '0');
  const east = -date.getTimezoneOffset();
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}${east < 0 ? '-' : '+'}${two(east / 60)}:${two(east % 60)}`;
}
