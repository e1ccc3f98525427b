/** The lock file names no registry but the public one: anybody must be able to install from it. */
const publicRegistry = 'https://registry.npmjs.org/';

export function checkLockfile(text: string): string[] {
  const hosts = new Set<string>();
  for (const match of text.matchAll(/"resolved": "(?<url>[^"]+)"/g)) {
    const url = match.groups?.['url'] ?? '';
    if (/^https?:/.test(url) && !url.startsWith(publicRegistry)) hosts.add(url.split('/')[2] ?? url);
  }
  return [...hosts].map(
    (host) => `package-lock.json: resolved from ${host}; only ${publicRegistry} may stand there`,
  );
}
