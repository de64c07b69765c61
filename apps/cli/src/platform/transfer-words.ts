import { remark, safeLine, type Io } from './io.js';

const UNITS = ['bytes', 'KiB', 'MiB', 'GiB'] as const;
/** Parts of the whole at which progress is told anew. */
const STEPS = 10;

/** A length in bytes for people. */
export function sizeWords(bytes: number): string {
  const power = Math.min(UNITS.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  const value = bytes / 1024 ** power;
  return `${power === 0 ? String(value) : value.toFixed(1)} ${UNITS[power] ?? ''}`;
}

/** Tells on standard error how far a transfer is: at its beginning, each tenth, and its end. */
export function progressOf(io: Io, name: string, doing: string): (done: number, total: number) => void {
  let told = -1;
  return (done, total) => {
    const step = total === 0 ? STEPS : Math.floor((done / total) * STEPS);
    if (step === told) return;
    told = step;
    remark(io, `${safeLine(name)}: ${doing}, ${String(step * (100 / STEPS))} % of ${sizeWords(total)}`);
  };
}
