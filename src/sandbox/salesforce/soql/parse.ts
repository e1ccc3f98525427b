/** A recursive-descent parser of the SOQL that integrations use. Errors are MALFORMED_QUERY, as the API's. */
import { badRequest } from '../api-error.ts';
import type {
  AggregateName,
  CompareOperator,
  Condition,
  Literal,
  OrderItem,
  Query,
  SelectItem,
} from './ast.ts';
import { type Token, tokenise } from './tokenise.ts';

const AGGREGATES = new Set(['COUNT', 'COUNT_DISTINCT', 'MIN', 'MAX', 'SUM', 'AVG']);
/** OFFSET beyond this is refused (NUMBER_OUTSIDE_VALID_RANGE). */
const MAX_OFFSET = 2_000;

/** Throws an ApiError 400. */
export function parseSoql(soql: string): Query {
  const parser = new Parser(tokenise(soql));
  const query = parser.query();
  parser.expectEnd();
  return query;
}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  query(): Query {
    this.#expectWord('SELECT');
    const select = this.#list(() => this.#selectItem());
    this.#expectWord('FROM');
    const from = this.#word();
    const where = this.#acceptWord('WHERE') ? this.#condition() : null;
    const groupBy = this.#acceptWords('GROUP', 'BY') ? this.#list(() => this.#word()) : [];
    const orderBy = this.#acceptWords('ORDER', 'BY') ? this.#list(() => this.#orderItem()) : [];
    const limit = this.#acceptWord('LIMIT') ? this.#integer() : null;
    const offset = this.#acceptWord('OFFSET') ? this.#integer() : 0;
    if (offset > MAX_OFFSET) {
      throw badRequest('NUMBER_OUTSIDE_VALID_RANGE', `Maximum SOQL offset allowed is ${MAX_OFFSET}`);
    }
    this.#acceptWords('ALL', 'ROWS');
    return { select, from, where, groupBy, orderBy, limit, offset };
  }

  expectEnd(): void {
    if (this.#peek().kind !== 'end') throw this.#unexpected();
  }

  #selectItem(): SelectItem {
    if (this.#acceptSymbol('(')) {
      const query = this.query();
      this.#expectSymbol(')');
      return { kind: 'children', query };
    }
    const path = this.#word();
    if (!this.#acceptSymbol('(')) return { kind: 'field', path };
    const name = path.toUpperCase();
    if (name === 'COUNT' && this.#acceptSymbol(')')) return { kind: 'countAll' };
    const argument = this.#word();
    this.#expectSymbol(')');
    if (name === 'FIELDS') return this.#fieldsItem(argument);
    if (!AGGREGATES.has(name)) throw badRequest('INVALID_FIELD', `Invalid aggregate function: ${path}`);
    const next = this.#peek();
    const hasAlias = next.kind === 'word' && next.text.toUpperCase() !== 'FROM';
    return {
      kind: 'aggregate',
      name: name as AggregateName,
      path: argument,
      alias: hasAlias ? this.#word() : null,
    };
  }

  #fieldsItem(argument: string): SelectItem {
    const which = (['ALL', 'STANDARD', 'CUSTOM'] as const).find((known) => known === argument.toUpperCase());
    if (which === undefined) throw this.#unexpected();
    return { kind: 'fields', which };
  }

  /** SOQL refuses AND and OR on one level: parentheses must say what is meant. */
  #condition(): Condition {
    const items = [this.#unary()];
    const joiner = (['AND', 'OR'] as const).find((word) => this.#isWord(word));
    if (joiner === undefined) return items[0] as Condition;
    while (this.#acceptWord(joiner)) items.push(this.#unary());
    if (this.#isWord('AND') || this.#isWord('OR')) throw this.#unexpected();
    return { kind: joiner === 'AND' ? 'and' : 'or', items };
  }

  #unary(): Condition {
    if (this.#acceptWord('NOT')) return { kind: 'not', item: this.#unary() };
    if (!this.#acceptSymbol('(')) return this.#comparison();
    const inner = this.#condition();
    this.#expectSymbol(')');
    return inner;
  }

  #comparison(): Condition {
    const path = this.#word();
    const negated = this.#acceptWord('NOT');
    if (this.#acceptWord('IN')) return this.#membership(path, negated);
    if (negated) throw this.#unexpected();
    if (this.#acceptWord('LIKE')) return { kind: 'compare', path, operator: 'LIKE', value: this.#literal() };
    const token = this.#next();
    const operator = token.text === '<>' ? '!=' : token.text;
    if (!['=', '!=', '<', '>', '<=', '>='].includes(operator)) throw unexpected(token);
    return { kind: 'compare', path, operator: operator as CompareOperator, value: this.#literal() };
  }

  #membership(path: string, negated: boolean): Condition {
    this.#expectSymbol('(');
    if (this.#isWord('SELECT')) {
      const query = this.query();
      this.#expectSymbol(')');
      return { kind: 'semiJoin', path, negated, query };
    }
    const values = this.#list(() => this.#literal());
    this.#expectSymbol(')');
    return { kind: 'in', path, negated, values };
  }

  #literal(): Literal {
    const token = this.#next();
    if (token.kind === 'string') return { kind: 'string', value: token.text };
    if (token.kind === 'number') return { kind: 'number', value: Number(token.text) };
    if (token.kind === 'datetime' || token.kind === 'date') return { kind: token.kind, value: token.text };
    if (token.kind !== 'word') throw unexpected(token);
    const word = token.text.toUpperCase();
    if (word === 'NULL') return { kind: 'null' };
    if (word === 'TRUE' || word === 'FALSE') return { kind: 'boolean', value: word === 'TRUE' };
    if (/^(TODAY|YESTERDAY|TOMORROW|LAST_N_DAYS:\d+|NEXT_N_DAYS:\d+)$/.test(word))
      return { kind: 'dateWord', value: word };
    throw unexpected(token);
  }

  #orderItem(): OrderItem {
    const path = this.#word();
    const descending = this.#acceptWord('DESC');
    if (!descending) this.#acceptWord('ASC');
    const nulls = this.#acceptWord('NULLS');
    const nullsLast = nulls ? this.#acceptWord('LAST') : descending;
    if (nulls && !nullsLast) this.#expectWord('FIRST');
    return { path, descending, nullsLast };
  }

  #list<T>(item: () => T): T[] {
    const items = [item()];
    while (this.#acceptSymbol(',')) items.push(item());
    return items;
  }

  #integer(): number {
    const token = this.#next();
    if (token.kind !== 'number' || !/^\d+$/.test(token.text)) throw unexpected(token);
    return Number(token.text);
  }

  #word(): string {
    const token = this.#next();
    if (token.kind !== 'word') throw unexpected(token);
    return token.text;
  }

  #isWord(word: string, ahead = 0): boolean {
    const token = this.#tokens[this.#at + ahead];
    return token?.kind === 'word' && token.text.toUpperCase() === word;
  }

  #acceptWord(word: string): boolean {
    if (!this.#isWord(word)) return false;
    this.#at += 1;
    return true;
  }

  #acceptWords(first: string, second: string): boolean {
    if (!this.#isWord(first) || !this.#isWord(second, 1)) return false;
    this.#at += 2;
    return true;
  }

  #expectWord(word: string): void {
    if (!this.#acceptWord(word)) throw this.#unexpected();
  }

  #acceptSymbol(symbol: string): boolean {
    const token = this.#peek();
    if (token.kind !== 'symbol' || token.text !== symbol) return false;
    this.#at += 1;
    return true;
  }

  #expectSymbol(symbol: string): void {
    if (!this.#acceptSymbol(symbol)) throw this.#unexpected();
  }

  #peek(): Token {
    return this.#tokens[this.#at] as Token;
  }

  #next(): Token {
    const token = this.#peek();
    if (token.kind !== 'end') this.#at += 1;
    return token;
  }

  #unexpected(): Error {
    return unexpected(this.#peek());
  }
}

function unexpected(token: Token): Error {
  return badRequest('MALFORMED_QUERY', `unexpected token: '${token.text}'`);
}
