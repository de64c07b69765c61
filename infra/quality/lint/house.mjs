import { documentedExports } from './documented-exports.mjs';
import { plainSyntax } from './plain-syntax.mjs';
import { reasonedDisables } from './reasoned-disables.mjs';
import { wordsInCatalogue } from './words-in-catalogue.mjs';

export default {
  meta: { name: 'house' },
  rules: {
    'documented-exports': documentedExports,
    'plain-syntax': plainSyntax,
    'reasoned-disables': reasonedDisables,
    'words-in-catalogue': wordsInCatalogue,
  },
};
