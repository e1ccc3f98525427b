-- Records by their content of the second round, also where it is that of the first: reviews and previews look them up.
drop index match_record_second;
create index match_record_second on match_record (entity, second);
