/** A process that uses the embedded database: says where it is, leaves when its standard input ends. */
import { acquireDatabase } from '../../../../src/store/embedded/acquire-database.ts';

const database = await acquireDatabase(process.argv[2] ?? '');
process.stdout.write(`${database.url}\n`);
await new Promise((resolve) => process.stdin.once('end', resolve).resume());
await database.release();
process.stdout.write('released\n');
process.exit(0);
