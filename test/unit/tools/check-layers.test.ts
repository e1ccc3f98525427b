import { describe, expect, it } from 'vitest';
import { checkLayers } from '../../../tools/layers/check-layers.ts';
import { tempDir } from '../../support/temp-dir.ts';
import { writeTree } from '../../support/write-tree.ts';

const manifest = JSON.stringify({
  name: 'planted',
  type: 'module',
  imports: { '#src/*': './src/*', '#connectors/*': './connectors/*' },
});
const neighbours = { 'package.json': manifest, 'node_modules/pg/index.js': 'export const pg = 1;' };

async function findings(files: Record<string, string>, minimumFiles = 1): Promise<string[]> {
  const root = await tempDir();
  await writeTree(root, { ...neighbours, ...files });
  return (await checkLayers(root, minimumFiles)).findings;
}

describe('layer check', () => {
  it('is content with a tree that keeps to the table', async () => {
    const tree = {
      'src/util/one.ts': 'export const one = 1;',
      'src/core/two.ts': "import { one } from '../util/one.ts';\nexport const two = one + 1;",
      'connectors/acme/read.ts': "import { two } from '#src/core/two.ts';\nexport const read = () => two;",
      'src/store/pool.ts': "import { pg } from 'pg';\nexport const pool = pg;",
    };
    expect(await findings(tree)).toEqual([]);
  });

  it('finds a layer that reaches upwards, by value, by type and by a late import', async () => {
    const tree = {
      'src/store/pool.ts': 'export type Pool = { size: number };\nexport const size = 1;',
      'src/core/value.ts': "import { size } from '../store/pool.ts';\nexport const value = size;",
      'src/core/type.ts':
        "import type { Pool } from '../store/pool.ts';\nexport const name = (p: Pool) => p.size;",
      'src/core/late.ts': "export const late = () => import('#src/store/pool.ts');",
    };
    expect(await findings(tree)).toEqual([
      'src/core/late.ts: core may not import store (src/store/pool.ts)',
      'src/core/type.ts: core may not import store (src/store/pool.ts)',
      'src/core/value.ts: core may not import store (src/store/pool.ts)',
    ]);
  });

  it('finds a package and a built-in module in the wrong layer', async () => {
    const tree = {
      'src/engine/run.ts': "import { pg } from 'pg';\nexport const run = pg;",
      'src/core/file.ts': "import { readFileSync } from 'node:fs';\nexport const file = readFileSync;",
    };
    expect(await findings(tree)).toEqual([
      'src/core/file.ts: core may not import node:fs',
      'src/engine/run.ts: engine may not import the package pg here',
    ]);
  });

  it('finds a connector that imports another, or its SDK outside of client.ts', async () => {
    const tree = {
      'connectors/hubspot/read.ts': 'export const read = 1;',
      'connectors/salesforce/read.ts': "import { read } from '../hubspot/read.ts';\nexport const all = read;",
      'connectors/postgres/client.ts': "import { pg } from 'pg';\nexport const client = pg;",
      'connectors/postgres/read.ts': "import { pg } from 'pg';\nexport const rows = pg;",
    };
    expect(await findings(tree)).toEqual([
      'connectors/postgres/read.ts: connectors may not import the package pg here',
      'connectors/salesforce/read.ts: a connector never imports another (connectors/hubspot/read.ts)',
    ]);
  });

  it('finds an import of a test, an import that leads nowhere, and a folder without a layer', async () => {
    const tree = {
      'test/support/fake.ts': 'export const fake = 1;',
      'src/cli/demo.ts': "import { fake } from '../../test/support/fake.ts';\nexport const demo = fake;",
      'src/cli/gone.ts': "import { gone } from './nothing.ts';\nexport const x = gone;",
      'src/services/all.ts': "import { demo } from '../cli/demo.ts';\nexport const all = demo;",
    };
    expect(await findings(tree)).toEqual([
      'src/cli/demo.ts: nobody imports tests, benchmarks or tools (test/support/fake.ts)',
      'src/cli/gone.ts: ./nothing.ts leads nowhere',
      'src/services/all.ts: belongs to no layer; put it into one or add the layer to tools/layers/table.ts',
    ]);
  });

  it('finds a ring of imports', async () => {
    const tree = {
      'src/core/a.ts': "import { b } from './b.ts';\nexport const a = () => b;",
      'src/core/b.ts': "import { a } from './a.ts';\nexport const b = () => a;",
    };
    expect((await findings(tree)).join('\n')).toMatch(/^import cycle: src\/core\/[ab]\.ts → /m);
  });

  it('distrusts itself when it has read suspiciously few files', async () => {
    const tree = { 'src/util/one.ts': 'export const one = 1;' };
    expect(await findings(tree, 2)).toEqual([
      'only 1 files were read, at least 2 were expected; the check is blind',
    ]);
  });
});
