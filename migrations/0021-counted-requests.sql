-- What the annual report counts of a request, read off its facts, and years that were closed with their figures.

alter table request add column settled_on date;
alter table request add column settled_as text;
alter table request add column disputes jsonb not null default '[]';
comment on column request.settled_on is 'Day on which it was settled for the report: of the first reply, or of the end without one';
comment on column request.settled_as is 'Outcome by which the report counts it; null where it went on in other requests (拆分、并案)';
comment on column request.disputes is 'Reconsiderations and litigation, as the dossier folds them';

-- A body's year is tallied from these columns alone.
create index request_counted on request (agency_id, received_on)
  include (id, settled_on, settled_as, applicant_type) where kind = 'disclosure' and received_on is not null;
create index request_disputed on request (agency_id, id) where disputes <> '[]';

create table closed_year (
  agency_id bigint not null references agency (id),
  year integer not null check (year between 2008 and 9999),
  form text not null,
  cells jsonb not null,
  counted text not null,
  hash bytea not null check (octet_length(hash) = 32),
  closed_at timestamptz not null,
  account_id bigint,
  person text not null,
  remark text not null default '',
  primary key (agency_id, year)
);
comment on table closed_year is 'Years whose figures of requests and disputes are closed (封账): they do not change any more';
comment on column closed_year.cells is 'Sections three and four as they were counted, by cell';
comment on column closed_year.counted is 'Exactly what was hashed: the counted facts, a line each';
comment on column closed_year.hash is 'SM3 of the counted facts in UTF-8';
create trigger closed_year_is_kept before update or delete or truncate on closed_year
  for each statement execute function refuse_change();

create table closed_count (
  agency_id bigint not null,
  request_id bigint not null,
  part text not null check (part in ('received', 'settled', 'dispute')),
  item text not null default '',
  year integer not null,
  applicant_type text,
  settled_as text,
  cell text not null,
  primary key (agency_id, request_id, part, item, year),
  foreign key (agency_id, year) references closed_year (agency_id, year),
  foreign key (agency_id, request_id) references request (agency_id, id)
);
create index closed_count_year on closed_count (agency_id, year);
create unique index closed_count_once on closed_count (agency_id, request_id, part, item) where cell not like '%/pending';
comment on table closed_count is 'Where a closed year counted a request: as received, as settled, for a dispute; once each, whatever is learned later';
comment on column closed_count.item is 'The dispute: its kind and number';
comment on column closed_count.cell is 'Row and column that it was counted in; a dispute is pending at the end of any number of years';
create trigger closed_count_is_kept before update or delete or truncate on closed_count
  for each statement execute function refuse_change();

create table year_amendment (
  agency_id bigint not null,
  id bigint generated always as identity,
  year integer not null,
  request_id bigint not null,
  part text not null check (part in ('received', 'settled', 'dispute')),
  item text not null default '',
  was text not null,
  becomes text not null,
  reason text not null check (reason <> ''),
  proposed_at timestamptz not null,
  proposed_by bigint,
  proposer text not null,
  decided_at timestamptz,
  decided_by bigint,
  decider text,
  approved boolean,
  opinion text not null default '',
  primary key (agency_id, id),
  foreign key (agency_id, year) references closed_year (agency_id, year),
  foreign key (agency_id, request_id) references request (agency_id, id),
  check ((decided_at is null) = (approved is null))
);
create index year_amendment_year on year_amendment (agency_id, year, id);
create index year_amendment_request on year_amendment (agency_id, request_id);
create unique index year_amendment_waiting on year_amendment (agency_id, year, request_id, part, item, becomes)
  where approved is null;
comment on table year_amendment is 'What later facts would change in a closed year, with the reason and the consent; the figures themselves stay';
comment on column year_amendment.was is 'Cell that the closed year counts it in, or empty';
comment on column year_amendment.becomes is 'Cell that it would be counted in now, or empty';
