-- Versions of a matching model: candidate → adopted → in_force → retired; a candidate or an adopted one can be discarded.
-- What is in force is what the stored pairs were weighed with. A number is never given twice.
alter table match_model
  add column state text not null default 'in_force'
    check (state in ('candidate', 'adopted', 'in_force', 'retired', 'discarded')),
  add column estimated_at timestamptz,
  add column in_force_at timestamptz,
  -- What a candidate would change, as it was shown.
  add column preview jsonb,
  alter column adopted_at drop not null;
update match_model m
set estimated_at = m.adopted_at, in_force_at = m.adopted_at,
  state = case when exists (
    select from match_model later where later.entity = m.entity and later.version > m.version
  ) then 'retired' else 'in_force' end;
alter table match_model
  alter column state drop default,
  alter column estimated_at set not null;
create unique index match_model_in_force on match_model (entity) where state = 'in_force';
create unique index match_model_proposed on match_model (entity) where state in ('candidate', 'adopted');
