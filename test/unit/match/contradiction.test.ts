import { describe, expect, it } from 'vitest';
import { contradictionOf, type KeyedDecision } from '#src/core/match/contradiction.ts';

const noneDeleted = () => false;
const same = (leftKey: string, rightKey: string): KeyedDecision => ({ leftKey, rightKey, verdict: 'same' });
const different = (leftKey: string, rightKey: string): KeyedDecision => ({
  leftKey,
  rightKey,
  verdict: 'different',
});

describe('a new decision', () => {
  it('may repeat or follow from the earlier ones', () => {
    const earlier = [same('a', 'b'), same('b', 'c'), different('c', 'd')];
    for (const decision of [same('a', 'c'), different('d', 'a'), same('x', 'y'), different('x', 'a')])
      expect(contradictionOf(earlier, decision, noneDeleted)).toBeNull();
  });

  it('different is contradicted by the shortest chain of same', () => {
    const earlier = [same('a', 'b'), same('b', 'c'), same('c', 'd'), same('b', 'd')];
    expect(contradictionOf(earlier, different('d', 'a'), noneDeleted)).toEqual(['d', 'b', 'a']);
  });

  it('same is contradicted by two that would come together though they are different', () => {
    const earlier = [same('a', 'b'), same('c', 'd'), different('d', 'a')];
    expect(contradictionOf(earlier, same('b', 'c'), noneDeleted)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('replaces an earlier one on the same two records', () => {
    expect(contradictionOf([different('a', 'b')], same('b', 'a'), noneDeleted)).toBeNull();
    expect(contradictionOf([same('b', 'a')], different('a', 'b'), noneDeleted)).toBeNull();
  });

  it('is not contradicted through a record that was deleted', () => {
    const isB = (key: string) => key === 'b';
    expect(contradictionOf([same('a', 'b'), same('b', 'c')], different('a', 'c'), isB)).toBeNull();
    const earlier = [same('a', 'b'), same('b', 'c'), different('a', 'd')];
    expect(contradictionOf(earlier, same('c', 'd'), isB)).toBeNull();
    expect(contradictionOf(earlier, same('c', 'd'), noneDeleted)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('is contradicted through the record that it is on: it counts only when that is there', () => {
    const isB = (key: string) => key === 'b';
    const earlier = [same('a', 'b'), different('a', 'c')];
    for (const decision of [same('b', 'c'), same('c', 'b')])
      expect(contradictionOf(earlier, decision, isB)?.toSorted()).toEqual(['a', 'b', 'c']);
  });

  it('is contradicted about a record that was deleted', () => {
    const isC = (key: string) => key === 'c';
    expect(contradictionOf([same('a', 'b'), same('b', 'c')], different('a', 'c'), isC)).toEqual([
      'a',
      'b',
      'c',
    ]);
  });
});
