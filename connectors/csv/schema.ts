/** What we expect of the configuration. */
import { z } from 'zod';
import { ENTITY_TYPES } from '#src/core/model/entity.ts';

const Column = z.string().min(1).max(255);

export const CsvStream = z.strictObject({
  file: z.string().min(1).describe('File name; relative to the folder, which is relative to goldenrod.yaml'),
  mapping: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9_-]*$/)
    .describe('Name of the mapping: mappings/csv/<mapping>.yaml'),
  entity: z.enum(ENTITY_TYPES).describe('What each row is'),
  id: z
    .union([Column, z.array(Column).min(1).max(10)])
    .optional()
    .describe('Column(s) that identify a row. Default: the whole row'),
  encoding: z
    .enum(['auto', 'utf-8', 'utf-16le', 'utf-16be', 'windows-1252'])
    .default('auto')
    .describe('auto: by the byte order mark, else UTF-8, and Windows-1252 for cells that are not UTF-8'),
  delimiter: z.enum([',', ';', '\t', '|']).optional().describe('Default: the one that the header uses'),
});
export type CsvStream = z.infer<typeof CsvStream>;

export const CsvConfig = z.strictObject({
  folder: z.string().min(1).default('.').describe('Where the files are; relative to goldenrod.yaml'),
  streams: z
    .record(z.string().regex(/^[a-z][a-z0-9_]*$/, 'must be lower case letters, digits and _'), CsvStream)
    .refine((streams) => Object.keys(streams).length > 0, 'needs at least one stream'),
});
export type CsvConfig = z.infer<typeof CsvConfig>;
