import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/util/json.ts';
import { changedRecords, compareEndStates, doubledRecords, type EndState } from '../../support/end-state.ts';
import type { CrmRecord } from '../../support/sandbox-door.ts';

const [a, b, c] = ['ga_aaaaaaaaaaaaaaaa', 'ga_bbbbbbbbbbbbbbbb', 'ga_cccccccccccccccc'];

function record(id: string, fields: JsonObject, at = '2026-09-30T12:00:00Z'): CrmRecord {
  return { id, fields, createdAt: at, updatedAt: at, deleted: false, mergedInto: null };
}

function state(accounts: CrmRecord[], tasks: CrmRecord[] = []): EndState {
  return { salesforce: { Account: accounts, Task: tasks } };
}

describe('comparing end states', () => {
  it('leaves out instants and the ids of tasks', () => {
    const one = state(
      [record('1', { Name: 'Acme', SystemModstamp: 'then' })],
      [record('T1', { Id: 'T1', Subject: 'Late' })],
    );
    const other = state(
      [record('1', { Name: 'Acme', SystemModstamp: 'now' }, '2027-01-01T00:00:00Z')],
      [record('T9', { Id: 'T9', Subject: 'Late', CreatedDate: 'now', Description: null })],
    );
    expect(compareEndStates(one, other)).toEqual([]);
  });

  it('names the record and the field that differ', () => {
    const one = state([record('1', { Goldenrod_Health__c: 70 })]);
    expect(compareEndStates(one, state([record('1', { Goldenrod_Health__c: 71 })]))).toEqual([
      'salesforce Account 1: Goldenrod_Health__c is 71, expected 70',
    ]);
    expect(compareEndStates(one, state([]))).toEqual(['salesforce Account 1: is missing']);
    expect(compareEndStates(state([]), one)).toEqual(['salesforce Account 1: should not be there']);
  });

  it('accepts a one-to-one renaming of golden ids, also inside of text', () => {
    const said = (id: string): CrmRecord[] => [
      record('T', { Goldenrod_Key__c: `alert:${id}:1`, Subject: `See ${id}` }),
    ];
    const one = state([record('1', { Goldenrod_Id__c: a }), record('2', { Goldenrod_Id__c: a })], said(a));
    const other = state([record('1', { Goldenrod_Id__c: b }), record('2', { Goldenrod_Id__c: b })], said(b));
    expect(compareEndStates(one, other)).toEqual([]);
  });

  it('finds a cluster that is split, and two that are merged', () => {
    const together = state([record('1', { Goldenrod_Id__c: a }), record('2', { Goldenrod_Id__c: a })]);
    const apart = state([record('1', { Goldenrod_Id__c: b }), record('2', { Goldenrod_Id__c: c })]);
    expect(compareEndStates(together, apart)[0]).toContain('is split');
    expect(compareEndStates(apart, together)[0]).toContain('are merged');
  });

  it('finds a task that is there twice, or missing, or of another golden record', () => {
    const accounts = (): CrmRecord[] => [
      record('1', { Goldenrod_Id__c: a }),
      record('2', { Goldenrod_Id__c: b }),
    ];
    const one = state(accounts(), [record('T1', { Subject: `See ${a}` })]);
    const twice = state(accounts(), [
      record('T1', { Subject: `See ${a}` }),
      record('T2', { Subject: `See ${a}` }),
    ]);
    expect(compareEndStates(one, twice)).toEqual([expect.stringContaining('Task: 2 times instead of 1')]);
    expect(compareEndStates(one, state(accounts()))).toEqual([
      expect.stringContaining('0 times instead of 1'),
    ]);
    expect(compareEndStates(one, state(accounts(), [record('T1', { Subject: `See ${b}` })]))).toHaveLength(2);
    expect(doubledRecords(twice)).toEqual([expect.stringContaining('salesforce Task 2 times')]);
    expect(doubledRecords(one)).toEqual([]);
  });

  it('finds a record that was deleted or merged away', () => {
    const one = state([record('1', {})]);
    const gone = state([{ ...record('1', {}), deleted: true, mergedInto: '2' }]);
    expect(compareEndStates(one, gone)).toEqual([
      'salesforce Account 1: deleted is true',
      'salesforce Account 1: merged into 2',
    ]);
  });

  it('lists the records that a change touched', () => {
    const before = state([record('1', { Name: 'a' }), record('2', { Name: 'b' })], [record('T1', {})]);
    const after = state(
      [record('1', { Name: 'a', SystemModstamp: 'now' }), record('2', { Name: 'c' }), record('3', {})],
      [record('T1', {}), record('T2', {})],
    );
    expect(changedRecords(before, after)).toEqual([
      'salesforce Account 2',
      'salesforce Account 3',
      'salesforce Task T2',
    ]);
    expect(changedRecords(after, after)).toEqual([]);
  });

  it('stops at its limit and says how many more there are', () => {
    const many = state(Array.from({ length: 30 }, (_, i) => record(String(i), {})));
    const differences = compareEndStates(many, state([]), 5);
    expect(differences).toHaveLength(6);
    expect(differences.at(-1)).toBe('… and 25 more');
  });
});
