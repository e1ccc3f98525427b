import type { JsonObject } from '../../util/json.ts';
import { nearestWord } from '../../util/nearest-word.ts';
import { CANONICAL_FIELDS, type FieldKind } from '../model/field.ts';
import type { FieldRule, Mapping, PushRule } from './mapping.ts';
import { PUSH_KINDS } from './push-field.ts';
import type { FieldEntry, MappingFile, PushEntry } from './schema.ts';
import { TRANSFORMS } from './transform/registry.ts';
import type { Step, TransformDefinition } from './transform/transform.ts';
import type { FileProblem } from './yaml-source.ts';

/** Turns a well-formed mapping file into rules; every complaint is collected, with the key that it is about. */
export function compileMapping(
  content: MappingFile,
  file: string,
): { mapping: Mapping; problems: FileProblem[] } {
  const problems: FileProblem[] = [];
  const { entity } = content;
  const known = entity === 'task' ? {} : CANONICAL_FIELDS[entity];
  const fields: FieldRule[] = [];
  for (const [field, entry] of Object.entries(content.fields)) {
    const path = ['fields', field];
    const kind = kindOf(known, field, `canonical field of ${entity}`, { path, problems });
    if (kind === undefined) continue;
    fields.push(
      compileField({ field, kind }, typeof entry === 'string' ? { from: entry } : entry, { path, problems }),
    );
  }
  const push: PushRule[] = [];
  for (const [field, entry] of Object.entries(content.push)) {
    const path = ['push', field];
    const kind = kindOf(PUSH_KINDS[entity], field, `push field of ${entity}`, { path, problems });
    if (kind === undefined) continue;
    const full: PushEntry = typeof entry === 'string' ? { to: entry } : entry;
    push.push({ field, kind, to: full.to, steps: compileSteps(full, { path, problems }) });
  }
  checkTargets(push, content.constants, problems);
  // Amounts are read with their record's currency, so that must be there first.
  fields.sort((a, b) => Number(b.field === 'currency') - Number(a.field === 'currency'));
  return {
    mapping: { file, entity, object: content.object, fields, push, constants: content.constants },
    problems,
  };
}

type Place = { path: readonly string[]; problems: FileProblem[] };

function kindOf(
  known: Readonly<Record<string, FieldKind>>,
  field: string,
  what: string,
  { path, problems }: Place,
): FieldKind | undefined {
  if (Object.hasOwn(known, field)) return known[field];
  problems.push({ path, message: `unknown ${what}${suggest(field, Object.keys(known))}` });
  return undefined;
}

function compileField(
  { field, kind }: { field: string; kind: FieldKind },
  entry: FieldEntry,
  place: Place,
): FieldRule {
  const from = entry.from === undefined ? [] : Array.isArray(entry.from) ? entry.from : [entry.from];
  const steps = compileSteps(entry, place);
  if (from.length === 0 && steps[0]?.name !== 'constant') {
    place.problems.push({
      path: place.path,
      message: 'needs `from`: the vendor field or fields that it is read from',
    });
  }
  return { field, kind, from, steps };
}

function compileSteps(
  entry: { transform?: string | string[] | undefined; with?: Record<string, unknown> | undefined },
  { path, problems }: Place,
): Step[] {
  const names =
    entry.transform === undefined ? [] : Array.isArray(entry.transform) ? entry.transform : [entry.transform];
  const options = entry.with ?? {};
  const steps: Step[] = [];
  const definitions: [string, TransformDefinition][] = [];
  for (const name of names) {
    const definition = Object.hasOwn(TRANSFORMS, name) ? TRANSFORMS[name] : undefined;
    if (definition === undefined) {
      const message = `unknown transform ${name}${suggest(name, Object.keys(TRANSFORMS))}`;
      problems.push({ path: [...path, 'transform'], message });
      return steps;
    }
    definitions.push([name, definition]);
  }
  checkOptionNames(options, definitions, { path, problems });
  for (const [name, definition] of definitions) {
    const step = buildStep(name, definition, options, { path, problems });
    if (step !== undefined) steps.push(step);
  }
  return steps;
}

function checkOptionNames(
  options: object,
  definitions: readonly [string, TransformDefinition][],
  { path, problems }: Place,
): void {
  const allowed = [
    ...new Set(definitions.flatMap(([, definition]) => Object.keys(definition.options.shape))),
  ];
  for (const key of Object.keys(options)) {
    if (allowed.includes(key)) continue;
    problems.push({ path: [...path, 'with', key], message: `unknown option${suggest(key, allowed)}` });
  }
}

function buildStep(
  name: string,
  definition: TransformDefinition,
  options: object,
  place: Place,
): Step | undefined {
  const own = Object.entries(options).filter(([key]) => Object.hasOwn(definition.options.shape, key));
  const parsed = definition.options.safeParse(Object.fromEntries(own));
  if (parsed.success) return { name, takes: definition.takes, run: definition.build(parsed.data) };
  for (const issue of parsed.error.issues) {
    const path = [...place.path, 'with', ...issue.path];
    place.problems.push({ path, message: `${name}: ${issue.message}` });
  }
  return undefined;
}

/** Two values for one vendor field would overwrite each other in an order that nobody sees. */
function checkTargets(push: readonly PushRule[], constants: JsonObject, problems: FileProblem[]): void {
  const takenBy = new Map<string, string>(Object.keys(constants).map((to) => [to, 'constants']));
  for (const rule of push) {
    const other = takenBy.get(rule.to);
    if (other !== undefined) {
      problems.push({ path: ['push', rule.field], message: `${rule.to} is already written by ${other}` });
    }
    takenBy.set(rule.to, rule.field);
  }
}

/** `; did you mean x? Allowed: a, b, c` */
export function suggest(word: string, allowed: readonly string[]): string {
  const near = nearestWord(word, allowed);
  const list = allowed.length === 0 ? 'none' : allowed.join(', ');
  return `${near === undefined ? '' : `; did you mean ${near}?`}${near === undefined ? ';' : ''} allowed: ${list}`;
}
