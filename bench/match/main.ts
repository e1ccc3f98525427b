/** `npm run bench -- match [--table] [ACCOUNT_ROWS…]`: accuracy on labelled sets, accuracy and cost on generated ones. */
import { runMatchBench } from './run.ts';

const args = process.argv.slice(2);
runMatchBench(args.filter((arg) => /^\d+$/.test(arg)).map(Number), args.includes('--table'));
