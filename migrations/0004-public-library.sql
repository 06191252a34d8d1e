-- The public library: what its lists choose and sort by stands in covering indexes, so that no report is read for it.

create function pairs_of(words text) returns text[] language sql immutable parallel safe
return (select coalesce(array_agg(distinct pair), '{}') from generate_series(1, char_length(words) - 1) at
  cross join lateral (select substr(words, at, 2) as pair) p where pair !~ '\s');
comment on function pairs_of is 'Every pair of neighbouring characters: what an index finds any stretch of Chinese by';

alter table agency
  add column search_text text not null
    generated always as (lower(normalize(name || ' ' || short_name || ' ' || region, nfkc))) stored,
  add column search_pairs text[] not null
    generated always as (pairs_of(left(lower(normalize(name || ' ' || short_name || ' ' || region, nfkc)), 1000))) stored;
comment on column agency.search_text is 'What words are looked for in: small letters, full-width signs made narrow';
comment on column agency.search_pairs is 'The pairs of search_text, for the index';
create index agency_search on agency using gin (search_pairs);

alter table report
  add column body_name text not null default '',
  add column body_region text not null default '',
  add column body_kind text not null default 'other',
  add column search_text text not null default '',
  add column verdict text not null generated always as (case when errors > 0 then 'errors' when warnings > 0 then 'warnings'
    when problems > 0 then 'doubts' else 'passed' end) stored,
  add column received numeric generated always as ((totals ->> 'received/total')::numeric) stored;
comment on column report.body_name is 'Name of the body, kept equal to the one in agency by triggers; so are body_region and body_kind';
comment on column report.search_text is 'What words are looked for in, where search_terms alone cannot tell whether they stand in a row';
comment on column report.verdict is 'The gravest that is known of the report: errors, warnings, doubts of the reader, or passed';
comment on column report.received is 'Requests received in the data year, for sorting; null where the report does not tell';

update report r set body_name = a.name, body_region = a.region, body_kind = a.kind,
  search_text = left(a.name || ' ' || a.short_name || ' ' || a.region || ' ' || r.title || ' ' || r.year || '年', 1000)
from agency a where a.id = r.agency_id;
-- The version of the portal is raised now: no index can be made over a change that still waits for its trigger.
set constraints all immediate;

create function copy_body_to_report() returns trigger language plpgsql as $$
begin
  select a.name, a.region, a.kind,
    left(a.name || ' ' || a.short_name || ' ' || a.region || ' ' || new.title || ' ' || new.year || '年', 1000)
  into strict new.body_name, new.body_region, new.body_kind, new.search_text
  from agency a where a.id = new.agency_id;
  return new;
end $$;
create trigger report_takes_body before insert or update of title, year, body_name on report
  for each row execute function copy_body_to_report();

create function spread_body_to_reports() returns trigger language plpgsql as $$
begin
  update report set body_name = new.name where agency_id = new.id;
  return null;
end $$;
create trigger agency_spreads after update of name, short_name, region, kind on agency
  for each row execute function spread_body_to_reports();

drop index report_year;
create index report_shelf on report (year desc, agency_id)
  include (body_region, body_kind, form, verdict, received, published_at) where published_at is not null;
create index report_of_body on report (agency_id, year desc)
  include (body_region, body_kind, form, verdict, received, published_at) where published_at is not null;
create index report_of_region on report (body_region, year desc, agency_id)
  include (body_kind, form, verdict, received, published_at) where published_at is not null;
create index report_received on report (received desc nulls last, year desc, agency_id) where published_at is not null;
