/** Every connector there is. A folder beside this file that is not listed here fails a test. */
import type { Connector } from '#src/connector/contract.ts';
import { csv } from './csv/index.ts';
import { hubspot } from './hubspot/index.ts';
import { salesforce } from './salesforce/index.ts';

// Each knows its own configuration; whoever opens one has parsed it with that connector's schema.
export const CONNECTORS: Readonly<Record<string, Connector>> = {
  csv,
  hubspot,
  salesforce,
};
