#!/usr/bin/env node
/** What starts first: it must be small, since nothing of it is kept compiled. `launch.js` has looked at Node's version. */
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { cacheFolder } from './cache-folder.ts';

// Half of a short command's time went into compiling. Kept beside the packages, where only their owner writes: whoever
// could write there could put any program in our place. Where that is not us, all is compiled as before.
const root = join(import.meta.dirname, '../..');
const caches = join(root, 'node_modules/.cache/goldenrod');
const folder = cacheFolder(join(root, 'package.json'), caches, Date.now());
enableCompileCache(folder);
// Threads do not take over what was enabled here, but they look at this; they start in half the time.
process.env['NODE_COMPILE_CACHE'] ||= folder;
await import('./program.ts');
