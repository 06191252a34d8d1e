-- The library: reports on their way from a file or a lower body to the portal, and every decision of people about them.

-- A report's sheet is read whole: one row holds it, instead of two hundred.
create table report_content (
  agency_id bigint not null,
  report_id bigint not null,
  cells jsonb not null,
  read_cells jsonb,
  sources json not null,
  reading json not null,
  claims json not null,
  findings json not null,
  primary key (agency_id, report_id),
  foreign key (agency_id, report_id) references report (agency_id, id) on delete cascade
);
comment on table report_content is 'What a report holds: figures, their places in the source, prose, claims, findings';
comment on column report_content.cells is 'Figures by cell key, corrections of people included; null: printed blank; no entry: could not be told for sure';
comment on column report_content.read_cells is 'Figures as the reader read them; null where nobody has corrected any';
comment on column report_content.reading is 'What the reader found besides the figures, as it was read: period, contact, sections, problems, units, remarks';
comment on column report_content.findings is 'Rules that the report breaks, in the order in which the checks gave them; the decisions of people about them are in the trail';

insert into report_content (agency_id, report_id, cells, sources, reading, claims, findings)
select r.agency_id, r.id,
  coalesce((select jsonb_object_agg(c.cell, c.value) from report_cell c
    where c.agency_id = r.agency_id and c.report_id = r.id), '{}'),
  coalesce((select json_object_agg(c.cell, json_build_object('start', c.source_start, 'end', c.source_end, 'text', c.source_text))
    from report_cell c where c.agency_id = r.agency_id and c.report_id = r.id and c.source_start is not null), '{}'),
  r.reading,
  coalesce((select json_agg(json_strip_nulls(json_build_object('start', c.source_start, 'end', c.source_end, 'text', c.text,
      'value', c.value, 'unit', c.unit, 'verdict', c.verdict, 'fits', c.fits, 'tried', c.tried, 'section', c.section)) order by c.position)
    from report_claim c where c.agency_id = r.agency_id and c.report_id = r.id), '[]'),
  coalesce((select json_agg(json_strip_nulls(json_build_object('id', f.rule, 'stableId', f.stable_id, 'severity', f.severity,
      'cells', f.cells, 'left', f.left_side, 'right', f.right_side, 'difference', f.difference, 'message', f.message,
      'places', f.places, 'fault', f.fault)) order by f.position)
    from report_finding f where f.agency_id = r.agency_id and f.report_id = r.id), '[]')
from report r;

alter table report
  add column status text not null default 'published'
    check (status in ('draft', 'submitted', 'returned', 'accepted', 'published')),
  add column version integer not null default 1,
  add column changed_at timestamptz,
  add column submitted_at timestamptz,
  add column errors integer not null default 0,
  add column warnings integer not null default 0,
  add column hints integer not null default 0,
  add column problems integer not null default 0,
  add column totals jsonb not null default '{}',
  add column search_terms text[] not null default '{}',
  add column invented boolean not null default false;

update report r set
  status = case when published_at is null then 'draft' else 'published' end,
  changed_at = imported_at,
  errors = (select count(*) from report_finding f where f.agency_id = r.agency_id and f.report_id = r.id and f.severity = 'error'),
  warnings = (select count(*) from report_finding f where f.agency_id = r.agency_id and f.report_id = r.id and f.severity = 'warning'),
  hints = (select count(*) from report_finding f where f.agency_id = r.agency_id and f.report_id = r.id and f.severity = 'hint'),
  problems = json_array_length((select c.reading -> 'problems' from report_content c where c.agency_id = r.agency_id and c.report_id = r.id)),
  totals = coalesce((select jsonb_object_agg(c.cell, c.value) from report_cell c
    where c.agency_id = r.agency_id and c.report_id = r.id and c.cell like '%/total'), '{}'),
  search_terms = (select array_agg(distinct term) from agency a
    cross join lateral (select lower(a.name || ' ' || a.short_name || ' ' || a.region || ' ' || r.title || ' ' || r.year || '年') as words) w
    cross join lateral generate_series(1, char_length(w.words)) at
    cross join lateral (values (substr(w.words, at, 1)), (substr(w.words, at, 2))) t (term)
    where a.id = r.agency_id and term not like '% %' and term <> '');

alter table report
  alter column status drop default,
  alter column changed_at set not null,
  drop column reading,
  add check ((status = 'published') = (published_at is not null));
drop table report_cell, report_finding, report_claim;

comment on column report.status is 'draft: as read, nobody has confirmed it; submitted to the superior; returned by it; accepted by it; published on the portal';
comment on column report.version is 'Grows with every change of the report: who acts on an older one is told what has changed since';
comment on column report.errors is 'Findings of this severity that no person has dismissed';
comment on column report.problems is 'Doubts of the reader that no person has settled';
comment on column report.totals is 'The figures of all total columns, for ranking without reading the whole sheet';
comment on column report.search_terms is 'Every character and pair of neighbours in the words of body, region, title and year, in small letters';
comment on column report.invented is 'Demonstration content whose figures are made up';
create index report_search on report using gin (search_terms);
create index report_status on report (status, year, agency_id);
create index report_year on report (year desc, agency_id) where published_at is not null;

alter table report_source drop constraint report_source_kind_check;
alter table report_source add constraint report_source_kind_check
  check (kind in ('text', 'markdown', 'html', 'docx', 'pdf', 'xlsx', 'csv', 'json'));
comment on column report_source.text is 'Null where the source was our own JSON or CSV, which have no text';
create index report_source_sha256 on report_source (sha256);

create table trail_entry (
  agency_id bigint not null references agency (id),
  id bigint generated always as identity,
  report_id bigint,
  at timestamptz not null,
  account_id bigint,
  person text not null,
  kind text not null,
  details jsonb not null,
  primary key (agency_id, id)
);
create index trail_entry_report on trail_entry (agency_id, report_id, id);
comment on table trail_entry is 'What people decided about the reports of a body, in order; entries are added and never changed, and outlive the report';
comment on column trail_entry.person is 'Name of the person at the time';
comment on column trail_entry.details is 'What was decided, with the reason; its shape follows the kind';

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'The table % only takes new rows', tg_table_name;
end $$;
create trigger trail_entry_is_kept before update or delete or truncate on trail_entry
  for each statement execute function refuse_change();

create table nil_return (
  agency_id bigint not null references agency (id),
  year integer not null check (year between 1949 and 9999),
  reason text not null check (reason <> ''),
  declared_at timestamptz not null,
  person text not null,
  primary key (agency_id, year)
);
comment on table nil_return is 'A body has declared that it has nothing to report for a year';

create table import_batch (
  agency_id bigint not null references agency (id),
  id bigint generated always as identity,
  key text not null unique check (key <> ''),
  account_id bigint references account (id) on delete set null,
  person text not null,
  started_at timestamptz not null,
  expected integer check (expected > 0),
  primary key (agency_id, id)
);
comment on table import_batch is 'Files that a person brought in one go; the body is the one the person works for';
comment on column import_batch.key is 'Made by the page, so that files that come one by one find their batch';
comment on column import_batch.expected is 'How many files were chosen, where the browser said so';

create table import_file (
  agency_id bigint not null,
  batch_id bigint not null,
  id bigint generated always as identity,
  file_name text not null,
  size integer not null,
  sha256 bytea not null check (octet_length(sha256) = 32),
  received_at timestamptz not null,
  state text not null check (state in ('draft', 'duplicate', 'taken', 'unmatched', 'unreadable', 'discarded')),
  message text not null default '',
  body_name text,
  year integer,
  report_agency_id bigint,
  report_id bigint,
  bytes bytea,
  primary key (agency_id, batch_id, id),
  foreign key (agency_id, batch_id) references import_batch (agency_id, id) on delete cascade
);
create index import_file_report on import_file (report_agency_id, report_id);
comment on table import_file is 'One file of a batch and what became of it';
comment on column import_file.state is 'draft: a report was made of it; duplicate: the same file is there already; taken: the body has another report for the year; unmatched: body or year must be told by a person; unreadable; discarded';
comment on column import_file.bytes is 'Kept while a person has still to decide about the file';

create table public_version (
  is_only boolean primary key default true check (is_only),
  version bigint not null,
  raised_by xid8
);
insert into public_version (version) values (1);
comment on table public_version is 'One number that grows, at commit, with every change of what the portal shows: a page made under the same number is still true';

create function raise_public_version() returns trigger language plpgsql as $$
begin
  update public_version set version = version + 1, raised_by = pg_current_xact_id()
  where raised_by is distinct from pg_current_xact_id();
  return null;
end $$;
-- Deferred to the commit, so that writers do not wait for each other while they work.
create constraint trigger report_shown after insert on report deferrable initially deferred
  for each row when (new.published_at is not null) execute function raise_public_version();
create constraint trigger report_shown_changed after update on report deferrable initially deferred
  for each row when (new.published_at is not null or old.published_at is not null) execute function raise_public_version();
create constraint trigger report_shown_gone after delete on report deferrable initially deferred
  for each row when (old.published_at is not null) execute function raise_public_version();
create constraint trigger agency_shown after update or delete on agency deferrable initially deferred
  for each row execute function raise_public_version();
create constraint trigger top_agency_shown after insert on agency deferrable initially deferred
  for each row when (new.parent_id is null) execute function raise_public_version();
