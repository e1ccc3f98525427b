-- Matching in two rounds: the second knows of a contact its account's cluster, and of an account its contacts', as the
-- first left them. What the first version stored of contents and pairs is made anew by the next run.
truncate match_content, match_key, match_pair;

-- What has to be done with a whole type before single changes are: `whole` match everything anew, `second` only the
-- second round. `collective`: its model weighs the evidence of the second round.
create table match_state (
  entity text primary key,
  pending text check (pending in ('whole', 'second')),
  collective boolean not null default false
);
insert into match_state (entity, pending)
select e.entity, case when exists (select from match_model m where m.entity = e.entity) then 'whole' end
from (values ('account'), ('contact')) as e(entity);

alter table match_record
  -- Content in the second round; the same as in the first where the other type tells nothing.
  add column second bigint,
  -- What the other type told when `second` was worked out.
  add column collective text not null default '',
  -- Cluster of the first round, by the smallest key of its records.
  add column first_cluster text;
update match_record set second = content;
alter table match_record alter column second set not null;
create index match_record_second on match_record (entity, second) where second <> content;
create index match_record_first_cluster on match_record (entity, first_cluster);

-- Contents of the second round, each with the content of the first that it comes from.
create table match_variant (
  entity text not null,
  content bigint not null,
  base bigint not null,
  collective text not null,
  -- Keys that only the second round has.
  keys bigint[] not null default '{}',
  primary key (entity, content)
);
create index match_variant_base on match_variant (entity, base, content);

-- The account that a matched contact refers to, in its own connection.
create table match_link (
  record_id bigint primary key references source_record on delete cascade,
  connection_id bigint not null,
  reference text not null
);
create index match_link_reference on match_link (connection_id, reference);

-- First-round clusters that tell the other type something, and how many refer to them, as a power of four.
create table match_cluster (
  entity text not null,
  name text not null,
  class smallint not null,
  primary key (entity, name)
);

-- The rounds in which the pair is a candidate: 1, 2, or 3 for both.
alter table match_pair add column rounds smallint not null default 3 check (rounds between 1 and 3);
