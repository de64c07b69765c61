/** The one policy by which this page names scripts to the browser: files of its own build, and nothing else. */
interface ScriptUrls {
  createScriptURL(url: string): string;
}

interface TrustedTypes {
  createPolicy(name: string, rules: ScriptUrls): ScriptUrls;
}

function ownScript(url: string): string {
  const { origin, pathname } = new URL(url, location.origin);
  if (origin !== location.origin || !/^\/(assets\/[\w.-]+\.m?js|service-worker\.js)$/.test(pathname))
    throw new TypeError('not a script of this page');
  return pathname;
}

const factory = (globalThis as { readonly trustedTypes?: TrustedTypes }).trustedTypes;
const policy = factory?.createPolicy('comity', { createScriptURL: ownScript }) ?? { createScriptURL: ownScript };

/** A script of this build as the browser takes it under `require-trusted-types-for 'script'`. */
export function scriptUrl(url: string): string {
  return policy.createScriptURL(url);
}
