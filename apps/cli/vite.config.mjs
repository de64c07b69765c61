import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const root = dirname(fileURLToPath(import.meta.url));

/** The command line as one file: Node takes most of a second to find and link its modules one by one, for every command (ADR 0024). */
export default defineConfig({
  root,
  publicDir: false,
  resolve: { conditions: ['comity-source', 'module', 'node', 'default'] },
  ssr: { noExternal: true, external: ['classic-level'] },
  build: {
    ssr: join(root, 'src/run.ts'),
    // As deep as the commands that it holds: one finds the relay's program from where it stands.
    outDir: join(root, '../../dist/apps/cli/src/bundle'),
    emptyOutDir: true,
    target: 'node20',
    minify: false,
    sourcemap: true,
    license: { fileName: 'licenses.md' },
    reportCompressedSize: false,
    rolldownOptions: { output: { entryFileNames: 'run.js', codeSplitting: false } },
  },
});
