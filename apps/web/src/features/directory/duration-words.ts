/** A length of time in hours and minutes, as the reader's language writes it. @param seconds - rounded to minutes */
export function durationWords(seconds: number, language: string): string {
  const minutes = Math.round(seconds / 60);
  const unit = (count: number, name: 'hour' | 'minute'): string =>
    new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay: 'long' }).format(count);
  const hours = Math.floor(minutes / 60);
  if (hours === 0) return unit(minutes, 'minute');
  return minutes % 60 === 0 ? unit(hours, 'hour') : `${unit(hours, 'hour')} ${unit(minutes % 60, 'minute')}`;
}
