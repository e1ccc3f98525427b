import { describe, expect, it } from 'vitest';
import { Associations } from '#src/sandbox/hubspot/associations.ts';

const contact = (id: string) => ({ type: 'contacts', id });
const company = (id: string) => ({ type: 'companies', id });
const typesOf = (associations: Associations, from: string, to: string) =>
  [...(associations.of('contacts', from, 'companies').get(to) ?? [])].sort((a, b) => a - b);

describe('a primary company', () => {
  it('is also an unlabelled one, and seen from the other side', () => {
    const associations = new Associations();
    associations.add(contact('1'), company('9'), 1);
    expect(typesOf(associations, '1', '9')).toEqual([1, 279]);
    expect([...(associations.of('companies', '9', 'contacts').get('1') ?? [])]).toEqual([2, 280]);
  });

  it('gives way to the next one', () => {
    const associations = new Associations();
    associations.add(contact('1'), company('8'), 1);
    associations.add(company('9'), contact('1'), 2);
    expect(associations.primaryCompany('contacts', '1')).toBe('9');
    expect(typesOf(associations, '1', '8')).toEqual([279]);
  });
});

describe('a merge', () => {
  it('moves the contacts of a merged company with their label', () => {
    const associations = new Associations();
    associations.add(contact('1'), company('8'), 1);
    associations.move('companies', '8', '9');
    expect(typesOf(associations, '1', '9')).toEqual([1, 279]);
    expect(associations.of('contacts', '1', 'companies').has('8')).toBe(false);
  });

  it('keeps the primary company of the winning contact', () => {
    const associations = new Associations();
    associations.add(contact('1'), company('8'), 1);
    associations.add(contact('2'), company('9'), 1);
    associations.move('contacts', '2', '1');
    expect(associations.primaryCompany('contacts', '1')).toBe('8');
    expect(typesOf(associations, '1', '9')).toEqual([279]);
  });
});

it('refuses a type that HubSpot does not define for the pair', () => {
  expect(new Associations().add(contact('1'), company('9'), 15)).toBe(false);
});
