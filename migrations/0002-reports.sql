-- Annual reports as they were read, with the way back from every figure to its place in the source.

create table report (
  agency_id bigint not null references agency (id),
  id bigint generated always as identity,
  year integer not null check (year between 1949 and 9999),
  form text not null,
  title text not null,
  reading jsonb not null,
  demonstration boolean not null default false,
  imported_at timestamptz not null,
  published_at timestamptz,
  primary key (agency_id, id),
  unique (agency_id, year)
);
create index report_published on report (published_at desc, agency_id, id) where published_at is not null;
comment on table report is 'An annual report (政府信息公开工作年度报告) of one body for one data year';
comment on column report.reading is 'What the reader found besides the cells: period, contact, sections with their paragraphs, problems, units, remarks';
comment on column report.published_at is 'Null: only the desk sees it';

create table report_source (
  agency_id bigint not null,
  report_id bigint not null,
  file_name text not null,
  kind text not null check (kind in ('text', 'markdown', 'html', 'docx', 'pdf', 'json')),
  sha256 bytea not null check (octet_length(sha256) = 32),
  bytes bytea not null,
  text text,
  blocks jsonb,
  primary key (agency_id, report_id),
  foreign key (agency_id, report_id) references report (agency_id, id) on delete cascade
);
comment on table report_source is 'The file a report was read from: its bytes, and its linear text into which all places are offsets';
comment on column report_source.text is 'Null where the source was our own JSON, which has no text';
comment on column report_source.blocks is 'Paragraphs and grids with their offsets into text, in order';

create table report_cell (
  agency_id bigint not null,
  report_id bigint not null,
  cell text not null,
  value numeric,
  source_start integer,
  source_end integer,
  source_text text,
  primary key (agency_id, report_id, cell),
  foreign key (agency_id, report_id) references report (agency_id, id) on delete cascade,
  check ((source_start is null) = (source_end is null) and (source_start is null) = (source_text is null))
);
comment on table report_cell is 'One figure of a report; a null value means that the cell is printed blank, no row that it could not be told for sure';

create table report_finding (
  agency_id bigint not null,
  report_id bigint not null,
  position integer not null,
  stable_id text not null,
  rule text not null,
  severity text not null check (severity in ('error', 'warning', 'hint')),
  cells jsonb not null,
  left_side jsonb,
  right_side jsonb,
  difference numeric,
  message text not null,
  places jsonb not null,
  fault text not null check (fault in ('report', 'reading')),
  primary key (agency_id, report_id, position),
  foreign key (agency_id, report_id) references report (agency_id, id) on delete cascade
);
comment on table report_finding is 'A rule of the registry that a report breaks, with both sides (rows keep the order in which the checks gave them)';

create table report_claim (
  agency_id bigint not null,
  report_id bigint not null,
  position integer not null,
  section text not null,
  source_start integer not null,
  source_end integer not null,
  text text not null,
  value numeric not null,
  unit text not null,
  verdict text not null check (verdict in ('fits', 'mismatch', 'other')),
  fits jsonb not null,
  tried jsonb,
  primary key (agency_id, report_id, position),
  foreign key (agency_id, report_id) references report (agency_id, id) on delete cascade
);
comment on table report_claim is 'What the prose of a report says of something its tables hold, and whether it fits';
