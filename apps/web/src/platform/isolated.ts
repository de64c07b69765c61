/** A name that keeps its own direction of writing inside a sentence (Unicode FSI and PDI). */
export function isolated(name: string): string {
  return `\u2068${name}\u2069`;
}
