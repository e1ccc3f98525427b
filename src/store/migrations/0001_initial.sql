-- One row: tells installations apart that share a Redis server.
create table installation (
  id uuid primary key default gen_random_uuid()
);
insert into installation default values;

-- Connections and how far each of their streams has been read.
create table connection (
  id bigint generated always as identity primary key,
  name text not null unique,
  kind text not null,
  mode text not null check (mode in ('observe', 'live')),
  trust integer not null,
  -- Nothing due before this instant is ever alerted.
  go_live_at timestamptz,
  paused_reason text
);

create table stream_cursor (
  connection_id bigint not null references connection on delete cascade,
  stream text not null,
  entity text not null,
  cursor jsonb,
  first_load_done_at timestamptz,
  last_read_at timestamptz,
  primary key (connection_id, stream)
);

-- Secrets that workers share (access tokens), encrypted by the application.
create table connection_secret (
  connection_name text primary key,
  secret bytea not null,
  refreshed_at timestamptz not null
);

create table source_record (
  id bigint generated always as identity primary key,
  connection_id bigint not null references connection on delete cascade,
  stream text not null,
  entity text not null,
  external_id text not null,
  payload jsonb not null,
  payload_hash text not null,
  mapped jsonb,
  -- Hash of the mapped record: an echo of our own write leaves it as it was.
  content_hash text,
  -- What the CRM holds in the fields that we push, as far as we know.
  ours jsonb not null default '{}',
  -- Values of ours that the CRM refused: not offered again until they change.
  held jsonb not null default '{}',
  version integer not null default 1,
  source_modified_at timestamptz not null,
  deleted_at timestamptz,
  merged_into text,
  map_due boolean not null default true,
  match_due boolean not null default false,
  sla_due boolean not null default false,
  push_due boolean not null default false,
  unique (connection_id, stream, external_id)
);
create index source_record_map_due on source_record (connection_id, stream, id) where map_due;
create index source_record_match_due on source_record (entity, id) where match_due;
create index source_record_sla_due on source_record (id) where sla_due;
create index source_record_push_due on source_record (id) where push_due;
create index source_record_account_ref on source_record (connection_id, entity, (mapped ->> 'account'))
  where entity in ('contact', 'opportunity', 'transaction', 'case');
create index source_record_case_ref on source_record (connection_id, (mapped ->> 'case')) where entity = 'case_event';
create index source_record_entity on source_record (entity, id);
create index source_record_reference on source_record (connection_id, entity, external_id);

-- Matching.
create table match_model (
  entity text not null,
  version integer not null,
  model jsonb not null,
  adopted_at timestamptz not null,
  primary key (entity, version)
);

-- What matching sees of a record, once for all records that agree in it.
create table match_content (
  entity text not null,
  content bigint not null,
  standardised text not null,
  keys bigint[] not null default '{}',
  primary key (entity, content)
);

-- The content of each live record.
create table match_record (
  record_id bigint primary key references source_record on delete cascade,
  entity text not null,
  -- connection/stream/external id, as decisions name it.
  key text not null,
  content bigint not null
);
create index match_record_content on match_record (entity, content);
create index match_record_key on match_record (entity, key);

-- Contents that share a key are compared.
create table match_key (
  entity text not null,
  key bigint not null,
  content bigint not null,
  primary key (entity, key, content)
);

create table match_pair (
  entity text not null,
  left_content bigint not null,
  right_content bigint not null,
  weight double precision not null,
  probability double precision not null,
  decision text not null check (decision in ('match', 'review', 'no')),
  primary key (entity, left_content, right_content),
  check (left_content < right_content)
);
create index match_pair_right on match_pair (entity, right_content);
create index match_pair_decision on match_pair (entity, decision);

create table decision (
  id bigint generated always as identity primary key,
  entity text not null,
  left_key text not null,
  right_key text not null,
  verdict text not null check (verdict in ('same', 'different')),
  author text not null,
  decided_at timestamptz not null,
  unique (entity, left_key, right_key)
);
create index decision_right on decision (entity, right_key);

-- Golden records.
create table golden_record (
  id text primary key,
  entity text not null,
  fields jsonb not null default '{}',
  provenance jsonb not null default '{}',
  fields_hash text,
  version integer not null default 0,
  redirect_to text references golden_record,
  born_at timestamptz not null,
  merge_due boolean not null default true,
  score_due boolean not null default false,
  push_due boolean not null default false
);
create index golden_record_merge_due on golden_record (id) where merge_due;
create index golden_record_score_due on golden_record (id) where score_due;
create index golden_record_push_due on golden_record (id) where push_due;
create index golden_record_live on golden_record (entity, id) where redirect_to is null;

create table golden_member (
  record_id bigint primary key references source_record on delete cascade,
  golden_id text not null references golden_record
);
create index golden_member_golden on golden_member (golden_id);

create table lineage (
  id bigint generated always as identity primary key,
  entity text not null,
  golden_id text not null,
  event text not null check (event in ('born', 'merged', 'split', 'joined', 'left', 'retired', 'revived')),
  other_golden_id text,
  record_key text,
  cause text not null,
  run_id bigint,
  at timestamptz not null
);
create index lineage_golden on lineage (golden_id);

-- Scores.
create table score_model (
  version integer primary key,
  model jsonb not null,
  fitted_at timestamptz not null
);

create table score (
  golden_id text not null references golden_record,
  kind text not null,
  body jsonb not null,
  as_of timestamptz not null,
  model_version integer not null,
  primary key (golden_id, kind)
);

create table score_history (
  golden_id text not null,
  kind text not null,
  as_of timestamptz not null,
  body jsonb not null,
  primary key (golden_id, kind, as_of)
);

-- Service levels. Clocks are a cache of the replay; alerts are facts.
create table sla_clock (
  record_id bigint not null references source_record on delete cascade,
  metric text not null,
  cycle integer not null,
  policy text not null,
  body jsonb not null,
  state text not null,
  due_at timestamptz,
  breached_at timestamptz,
  next_deadline_at timestamptz,
  primary key (record_id, policy, metric, cycle)
);
create index sla_clock_deadline on sla_clock (next_deadline_at) where next_deadline_at is not null;

create table sla_alert (
  key text primary key,
  -- Names its task in the CRM.
  task_key text not null unique,
  record_id bigint not null references source_record on delete cascade,
  kind text not null,
  metric text not null,
  body jsonb not null,
  due_at timestamptz not null,
  raised_at timestamptz not null,
  retracted_at timestamptz
);
create index sla_alert_record on sla_alert (record_id);

-- The fields that say how a case (or all cases of a golden account) stands.
create table sla_status (
  subject text primary key,
  body jsonb not null
);

-- Writes to the CRMs.
-- planned → sending → written | rejected | gone | superseded. A lease that runs out puts `sending` back in play,
-- marked uncertain: the CRM may have done the work.
create table outbox (
  id bigint generated always as identity primary key,
  connection_id bigint not null references connection on delete cascade,
  stream text not null,
  operation text not null check (operation in ('update', 'create')),
  -- The record's own id for an update, our key for a create: one write at a time for each target.
  target text not null,
  record_id bigint references source_record on delete set null,
  fields jsonb not null,
  old_fields jsonb not null default '{}',
  related_to jsonb not null default '[]',
  lane smallint not null,
  reason text not null,
  state text not null default 'planned'
    check (state in ('planned', 'sending', 'written', 'rejected', 'gone', 'superseded')),
  attempts integer not null default 0,
  uncertain boolean not null default false,
  not_before timestamptz,
  lease_until timestamptz,
  lease_token uuid,
  external_id text,
  error jsonb,
  run_id bigint,
  planned_at timestamptz not null default now(),
  settled_at timestamptz
);
create unique index outbox_one_planned on outbox (connection_id, stream, target) where state = 'planned';
create unique index outbox_one_in_flight on outbox (connection_id, stream, target) where state = 'sending';
create unique index outbox_one_create on outbox (connection_id, stream, target)
  where operation = 'create' and state in ('planned', 'sending', 'written');
create index outbox_due on outbox (connection_id, lane, stream, operation, id) where state in ('planned', 'sending');
create index outbox_run on outbox (run_id);
create index outbox_target on outbox (connection_id, stream, target);
create index outbox_record_open on outbox (record_id) where state in ('planned', 'sending');
create index outbox_record on outbox (record_id);
create index outbox_rejected_create on outbox (connection_id) where state = 'rejected' and operation = 'create';

-- What could not be processed, with its payload.
create table quarantine (
  id bigint generated always as identity primary key,
  connection_id bigint not null references connection on delete cascade,
  stream text not null,
  external_id text,
  -- Null: the whole record.
  field text,
  stage text not null,
  code text not null,
  message text not null,
  payload text,
  run_id bigint,
  first_seen_at timestamptz not null,
  resolved_at timestamptz
);
create unique index quarantine_open
  on quarantine (connection_id, stream, coalesce(external_id, md5(payload)), coalesce(field, ''), stage)
  where resolved_at is null;

-- Runs. At most one is active; its parts are the work, queue jobs only wake workers for them.
create table run (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('sync', 'dry_run')),
  state text not null check (state in ('active', 'done', 'failed')),
  stage text not null,
  -- Index into the engine's list of phases.
  phase integer not null default 0,
  as_of timestamptz not null,
  request jsonb not null,
  error jsonb,
  started_at timestamptz not null default now(),
  ended_at timestamptz
);
create unique index run_one_active on run ((true)) where state = 'active';

create table run_part (
  id bigint generated always as identity primary key,
  run_id bigint not null references run on delete cascade,
  stage text not null,
  part text not null,
  connection_name text,
  state text not null default 'due' check (state in ('due', 'done', 'failed')),
  attempts integer not null default 0,
  starts integer not null default 0,
  not_before timestamptz,
  lease_until timestamptz,
  lease_token uuid,
  total bigint,
  done bigint not null default 0,
  result jsonb not null default '{}',
  error jsonb,
  started_at timestamptz,
  ended_at timestamptz,
  unique (run_id, stage, part)
);
create index run_part_due on run_part (run_id) where state = 'due';

create table worker (
  id text primary key,
  queues text[] not null,
  pid integer not null,
  seen_at timestamptz not null
);
