import { describe, expect, it } from 'vitest';
import { chooseQueues } from '#src/cli/start/choose-queues.ts';
import { queueNames } from '#src/queue/queue-names.ts';

const all = queueNames(['sales', 'sales-eu']);

describe('--queues', () => {
  it('takes all of them when absent', () => {
    expect(chooseQueues(undefined, all)).toEqual(all);
  });

  it('takes a queue by its name, and a stage for all of its queues', () => {
    expect(chooseQueues('push.sales', all)).toEqual(['push.sales']);
    expect(chooseQueues('map, push', all)).toEqual(['map', 'push', 'push.sales', 'push.sales-eu']);
  });

  it('refuses a name that fits none, and lists the others', () => {
    expect(() => chooseQueues('map,pull', all)).toThrow(
      /no queue "pull"; choose from extract, extract\.sales/,
    );
    expect(() => chooseQueues('', all)).toThrow(/no queue ""/);
  });
});
