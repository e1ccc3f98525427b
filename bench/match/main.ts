/**
 * `npm run bench -- match [--table] [--peers [--venv DIR]] [--only SET,…] [--data DIR] [ACCOUNT_ROWS…]`: accuracy on
 * labelled sets (under `GOLDENROD_DATA`), accuracy and cost on generated ones, Splink beside us with `--peers`. Generated
 * sets stay in `--data`, the peers' packages in `--venv` (or `GOLDENROD_PEERS_VENV`).
 */
import { parseArgs } from 'node:util';
import { runMatchBench } from './run.ts';
import { SET_NAMES } from './sets.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    table: { type: 'boolean', default: false },
    peers: { type: 'boolean', default: false },
    only: { type: 'string' },
    data: { type: 'string' },
    venv: { type: 'string' },
  },
});
const sizes = positionals.map(Number);
if (sizes.some((size) => !Number.isInteger(size) || size <= 0)) {
  throw new Error(`a size is a number of account rows, not "${positionals.join(' ')}"`);
}
const only = values.only?.split(',');
const unknown = only?.find((name) => !SET_NAMES.includes(name));
if (unknown !== undefined) throw new Error(`no set "${unknown}": ${SET_NAMES.join(', ')}`);
const venv = values.venv ?? process.env['GOLDENROD_PEERS_VENV'];
await runMatchBench({
  sizes,
  table: values.table,
  peers: values.peers,
  ...(only === undefined ? {} : { only }),
  ...(values.data === undefined ? {} : { data: values.data }),
  ...(venv === undefined ? {} : { venv }),
});
