/** What a parsed query says. Names are as written; nothing is resolved yet. */
export type Literal =
  | { kind: 'string'; value: string }
  | { kind: 'number'; value: number }
  | { kind: 'boolean'; value: boolean }
  | { kind: 'null' }
  | { kind: 'datetime'; value: string }
  | { kind: 'date'; value: string }
  | { kind: 'dateWord'; value: string };

export type CompareOperator = '=' | '!=' | '<' | '>' | '<=' | '>=' | 'LIKE';

export type Condition =
  | { kind: 'and' | 'or'; items: Condition[] }
  | { kind: 'not'; item: Condition }
  | { kind: 'compare'; path: string; operator: CompareOperator; value: Literal }
  | { kind: 'in'; path: string; negated: boolean; values: Literal[] }
  | { kind: 'semiJoin'; path: string; negated: boolean; query: Query };

export type AggregateName = 'COUNT' | 'COUNT_DISTINCT' | 'MIN' | 'MAX' | 'SUM' | 'AVG';

export type SelectItem =
  | { kind: 'field'; path: string }
  | { kind: 'fields'; which: 'ALL' | 'STANDARD' | 'CUSTOM' }
  | { kind: 'countAll' }
  | { kind: 'aggregate'; name: AggregateName; path: string; alias: string | null }
  | { kind: 'children'; query: Query };

export type OrderItem = { path: string; descending: boolean; nullsLast: boolean };

export type Query = {
  select: SelectItem[];
  from: string;
  where: Condition | null;
  groupBy: string[];
  orderBy: OrderItem[];
  limit: number | null;
  offset: number;
};
