import { applicationBounds, documentEndings } from '#client/choices';

type Chosen = Pick<File, 'name' | 'size'>;

/** Why a document is not taken. */
interface Refused {
  readonly name: string;
  readonly why: 'empty' | 'tooLarge' | 'otherType' | 'twice' | 'tooMany';
}

/** Documents that are taken beside those there are, and why the others are not. */
export function refusedFiles<One extends Chosen>(
  there: readonly One[],
  chosen: readonly One[],
): { readonly taken: readonly One[]; readonly refused: readonly Refused[] } {
  const taken = [...there];
  const refused: Refused[] = [];
  for (const file of chosen) {
    const why = whyNot(taken, file);
    if (why === undefined) taken.push(file);
    else refused.push({ name: file.name, why });
  }
  return { taken, refused };
}

function whyNot(taken: readonly Chosen[], { name, size }: Chosen): Refused['why'] | undefined {
  if (size === 0) return 'empty';
  if (size > applicationBounds.documentBytes) return 'tooLarge';
  if (!documentEndings.some((ending) => name.toLowerCase().endsWith(`.${ending}`))) return 'otherType';
  if (taken.some((one) => one.name === name)) return 'twice';
  return taken.length === applicationBounds.documents ? 'tooMany' : undefined;
}
