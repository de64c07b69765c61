import react from '@vitejs/plugin-react';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defaultClientConditions, defineConfig } from 'vite';
import { precompress } from './precompress.mjs';

const root = dirname(fileURLToPath(import.meta.url));
const SERVICE_WORKER = 'service-worker';

/** Gives the service worker the list of the build's files, which it keeps for a start without a network. */
function precache() {
  return {
    name: 'comity-precache',
    generateBundle(_, bundle) {
      const worker = bundle['service-worker.js'];
      const files = Object.keys(bundle).filter((file) => file !== 'service-worker.js' && !file.endsWith('.map'));
      const entries = [...files, 'icon.svg', 'manifest.webmanifest']
        .sort()
        // A name with a hash in it says what it holds; the others are told apart by the whole build.
        .map((url) => ({ url: `/${url}`, revision: /-[\w-]{8}\.\w+$/.test(url) ? null : revisionOf(bundle) }));
      worker.code = worker.code.replace('__PRECACHE__', () => JSON.stringify(entries));
    },
  };
}

function revisionOf(bundle) {
  return Object.keys(bundle)
    .filter((file) => file.startsWith('assets/'))
    .sort()
    .join(' ');
}

export default defineConfig({
  root,
  resolve: { conditions: ['comity-source', ...defaultClientConditions] },
  plugins: [react(), precache(), precompress()],
  worker: { format: 'es' },
  build: {
    outDir: join(root, '../../dist/web'),
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      input: { main: join(root, 'index.html'), [SERVICE_WORKER]: join(root, 'src/service-worker/service-worker.ts') },
      output: {
        entryFileNames: ({ name }) => (name === SERVICE_WORKER ? 'service-worker.js' : 'assets/[name]-[hash].js'),
      },
    },
  },
  server: { proxy: { '/v1': 'http://127.0.0.1:8080', '/socket.io': { target: 'ws://127.0.0.1:8080', ws: true } } },
});
