/** `node tools/layers.ts`: the layer check over this repository. */
import { fileURLToPath } from 'node:url';
import { checkLayers } from './layers/check-layers.ts';

/** Well under what the repository holds; a reader that goes blind reads far fewer. */
const minimumFiles = 20;

const root = fileURLToPath(new URL('..', import.meta.url));
const { files, imports, findings } = await checkLayers(root, minimumFiles);
for (const finding of findings) console.log(finding);
console.log(`${files} files, ${imports} imports, ${findings.length} findings`);
process.exitCode = findings.length === 0 ? 0 : 1;
