import react from '@vitejs/plugin-react';
import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defaultClientConditions, defineConfig } from 'vite';
import { precompress } from './precompress.mjs';

const root = dirname(fileURLToPath(import.meta.url));
const SERVICE_WORKER = 'service-worker.js';
const HASHED = /-[\w-]{8}\.\w+$/;
/** Dictionaries, calendars, the previews' engine and its parts: much, and not for every officer. They are kept once they were used. */
const LATER = /\/(?:dictionary|feast-rules|pdf)[\w.-]*\.m?js$|\.(?:bcmap|wasm)$/;
/** Modules of libs only declare: what a door leads to, and the page before sign-in does not use, is fetched after it. */
const TREESHAKE = { moduleSideEffects: [{ test: /\/libs\/[^/]+\/src\//, sideEffects: false }] };

/** Tells the service worker which files of the build it keeps for a start without a network. */
function precache() {
  return {
    name: 'comity-precache',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const files = Object.keys(bundle).filter((file) => file !== SERVICE_WORKER && !file.endsWith('.map'));
        const revision = createHash('sha256').update(files.sort().join()).digest('hex');
        const now = [...files.filter((file) => !LATER.test(file)), 'icon.svg', 'manifest.webmanifest'];
        const entries = now.map((file) => ({
          url: `/${file}`,
          // A name with a hash in it says what it holds; the others are told apart by the whole build.
          revision: HASHED.test(file) ? null : revision,
        }));
        const later = files.filter((file) => LATER.test(file)).map((file) => `/${file}`);
        const worker = bundle[SERVICE_WORKER];
        worker.code = worker.code
          .replaceAll('__PRECACHE__', () => JSON.stringify(entries))
          .replaceAll('__LATER__', () => JSON.stringify(later));
      },
    },
  };
}

export default defineConfig({
  root,
  resolve: { conditions: ['comity-source', ...defaultClientConditions] },
  plugins: [react(), precache(), precompress()],
  worker: { format: 'es', rolldownOptions: { treeshake: TREESHAKE } },
  build: {
    outDir: join(root, '../../dist/web'),
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      treeshake: TREESHAKE,
      input: { main: join(root, 'index.html'), 'service-worker': join(root, 'src/service-worker/service-worker.ts') },
      output: {
        entryFileNames: ({ name }) => (name === 'service-worker' ? SERVICE_WORKER : 'assets/[name]-[hash].js'),
      },
    },
  },
  server: { proxy: { '/v1': 'http://127.0.0.1:8080', '/socket.io': { target: 'ws://127.0.0.1:8080', ws: true } } },
});
