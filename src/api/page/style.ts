import { createHash } from 'node:crypto';

/** In the page itself: nothing is fetched. Follows the reader's light or dark setting. */
export const style = `
:root { color-scheme: light dark; --line: #8884; --good: #2e7d32; --bad: #c62828; --busy: #1565c0; --soft: #666; }
@media (prefers-color-scheme: dark) { :root { --good: #81c784; --bad: #ef9a9a; --busy: #90caf9; --soft: #aaa; } }
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; }
h1 { font-size: 1.3rem; } h2 { font-size: 1.05rem; margin: 2rem 0 .4rem; }
table { border-collapse: collapse; width: 100%; } caption { text-align: left; color: var(--soft); }
th, td { text-align: left; padding: .3rem .7rem .3rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
.scroll { overflow-x: auto; }
.good { color: var(--good); } .bad { color: var(--bad); font-weight: 600; } .busy { color: var(--busy); } .soft { color: var(--soft); }
th { white-space: nowrap; }
progress { width: 9rem; accent-color: var(--busy); }
`;

/** For the Content-Security-Policy. */
export const styleHash = `sha256-${createHash('sha256').update(style).digest('base64')}`;
