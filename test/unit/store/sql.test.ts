import { expect, test } from 'vitest';
import { identifier, sql } from '../../../src/store/sql.ts';

test('values never become part of the text', () => {
  const { text, values } = sql`select * from t where a = ${"'; drop table t; --"} and b = ${[1, 2]}`;
  expect(text).toBe('select * from t where a = $1 and b = $2');
  expect(values).toEqual(["'; drop table t; --", [1, 2]]);
});

test('a statement inside a statement brings its values along', () => {
  const filter = sql`x > ${1} or x < ${2}`;
  const { text, values } = sql`select ${'a'} from ${identifier('my"table')} where (${filter}) and y = ${3}`;
  expect(text).toBe('select $1 from "my""table" where (x > $2 or x < $3) and y = $4');
  expect(values).toEqual(['a', 1, 2, 3]);
});

test('an object that merely looks like a statement is a value', () => {
  const { text, values } = sql`select ${{ text: 'drop table t', values: [] }}`;
  expect(text).toBe('select $1');
  expect(values).toHaveLength(1);
});

test('text becomes storable', () => {
  expect(sql`${'a\0'} ${['b\0']}`.values).toEqual(['a\uFFFD', ['b\uFFFD']]);
});
