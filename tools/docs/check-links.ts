/** Every relative link in the documentation leads somewhere, and every page is reached from the index. Pure. */
import { posix } from 'node:path';

export type Page = { path: string; text: string };

const index = 'docs/README.md';

/** @param exists whether a path relative to the root is there */
export function checkLinks(pages: readonly Page[], exists: (path: string) => boolean): string[] {
  const reached = new Set<string>();
  const findings = pages.flatMap((page) =>
    relativeLinks(page).flatMap((target) => {
      if (page.path === index) reached.add(target);
      return exists(target) ? [] : [`${page.path}: the link to ${target} leads nowhere`];
    }),
  );
  const lost = pages.filter(
    ({ path }) => /^docs\/[^/]+\.md$/.test(path) && path !== index && !reached.has(path),
  );
  return [...findings, ...lost.map(({ path }) => `${index}: does not name ${path}`)];
}

/** Targets of links and pictures, relative to the root, without the part after `#`. */
function relativeLinks({ path, text }: Page): string[] {
  const prose = text.replaceAll(/^```[\s\S]*?^```/gm, '').replaceAll(/`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\((?<target>[^)\s#]+)[^)]*\)/g)]
    .map((match) => match.groups?.['target'] ?? '')
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => posix.normalize(posix.join(posix.dirname(path), target)));
}
