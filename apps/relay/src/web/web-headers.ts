/**
 * What a browser lets the web client do: its own scripts, styles and sockets, and WebAssembly for its cryptography; nothing
 * inline, nothing of a third party, and script addresses made by its one Trusted Types policy alone.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' blob:",
  "font-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types comity',
].join('; ');

const YEAR = 31_536_000;

/** Headers of a file of the web client, beside those of every answer. A worker obeys those of its own script. */
export function webHeaders(file: string): Record<string, string> {
  return {
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'cross-origin-opener-policy': 'same-origin',
    // The build puts a hash of what they hold into the names of these, and of no others.
    'cache-control': file.startsWith('assets/') ? `public, max-age=${YEAR}, immutable` : 'no-cache',
    vary: 'accept-encoding',
  };
}
