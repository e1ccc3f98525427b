/** The shape of `mappings/<connector>/<stream>.yaml`; docs/mapping.md tells it with examples. */
import { z } from 'zod';
import { MAPPED_ENTITIES } from './push-field.ts';
import { isVendorFieldName } from './vendor-path.ts';

const VendorField = z.string().refine(isVendorFieldName, 'not a possible vendor field name');
const TransformName = z.string();
const Scalar = z.union([z.string(), z.number(), z.boolean()]);

const FieldEntry = z.strictObject({
  from: z.union([VendorField, z.array(VendorField).min(1).max(20)]).optional(),
  transform: z.union([TransformName, z.array(TransformName).min(1).max(10)]).optional(),
  with: z.record(z.string(), z.unknown()).optional(),
});
export type FieldEntry = z.infer<typeof FieldEntry>;

const PushEntry = z.strictObject({
  to: VendorField,
  transform: z.union([TransformName, z.array(TransformName).min(1).max(10)]).optional(),
  with: z.record(z.string(), z.unknown()).optional(),
});
export type PushEntry = z.infer<typeof PushEntry>;

export const MappingFile = z.strictObject({
  entity: z.enum(MAPPED_ENTITIES),
  object: z.string().min(1).max(255),
  fields: z.record(z.string(), z.union([VendorField, FieldEntry])).default({}),
  push: z.record(z.string(), z.union([VendorField, PushEntry])).default({}),
  constants: z.record(VendorField, Scalar).default({}),
});
export type MappingFile = z.infer<typeof MappingFile>;
