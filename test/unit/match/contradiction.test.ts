import { describe, expect, it } from 'vitest';
import { contradictionOf, type KeyedDecision } from '#src/core/match/contradiction.ts';

const present = () => true;
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
      expect(contradictionOf(earlier, decision, present)).toBeNull();
  });

  it('different is contradicted by the shortest chain of same', () => {
    const earlier = [same('a', 'b'), same('b', 'c'), same('c', 'd'), same('b', 'd')];
    expect(contradictionOf(earlier, different('d', 'a'), present)).toEqual(['d', 'b', 'a']);
  });

  it('same is contradicted by two that would come together though they are different', () => {
    const earlier = [same('a', 'b'), same('c', 'd'), different('d', 'a')];
    expect(contradictionOf(earlier, same('b', 'c'), present)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('replaces an earlier one on the same two records', () => {
    expect(contradictionOf([different('a', 'b')], same('b', 'a'), present)).toBeNull();
    expect(contradictionOf([same('b', 'a')], different('a', 'b'), present)).toBeNull();
  });

  it('is not contradicted through a record that is not there', () => {
    const withoutB = (key: string) => key !== 'b';
    expect(contradictionOf([same('a', 'b'), same('b', 'c')], different('a', 'c'), withoutB)).toBeNull();
    expect(contradictionOf([same('a', 'b'), different('a', 'c')], same('b', 'c'), withoutB)).toBeNull();
  });

  it('is contradicted about a record that is not there yet', () => {
    const withoutC = (key: string) => key !== 'c';
    expect(contradictionOf([same('a', 'b'), same('b', 'c')], different('a', 'c'), withoutC)).toEqual([
      'a',
      'b',
      'c',
    ]);
  });
});
