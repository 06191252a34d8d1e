-- Requests for information (依申请公开): dossiers as lists of dated facts, applicants, letters, files, saved views.

create table disclosure_office (
  agency_id bigint primary key references agency (id),
  number_word text not null default '',
  reconsideration_organ text not null default '',
  court text not null default '',
  online_reconsideration text not null default '',
  contact text not null default '',
  phone text not null default '',
  fax text not null default '',
  address text not null default '',
  postcode text not null default '',
  hours text not null default '',
  payment text not null default '',
  changed_at timestamptz not null
);
comment on table disclosure_office is 'The office that handles requests for a body (政府信息公开工作机构), and what its letters must name';
comment on column disclosure_office.number_word is 'Word in front of the kind in the numbers of letters: 云汐公 in 云汐公复〔2025〕12号';
comment on column disclosure_office.reconsideration_organ is 'Organ that decides on reconsideration (行政复议机关)';
comment on column disclosure_office.payment is 'How a processing fee is paid';

create table serial_counter (
  agency_id bigint not null references agency (id),
  kind text not null check (kind <> ''),
  year integer not null check (year between 1949 and 9999),
  last integer not null check (last > 0),
  primary key (agency_id, kind, year)
);
comment on table serial_counter is 'Last number given per body, kind and year; taken in the transaction that uses it, so that there are no gaps';

create table request (
  agency_id bigint not null references agency (id),
  id bigint generated always as identity,
  number text not null,
  year integer not null,
  serial integer not null,
  kind text not null check (kind in ('disclosure', 'record-correction')),
  channel text not null,
  applicant_type text not null check (applicant_type in ('natural-person', 'enterprise', 'research', 'public-welfare',
    'legal-services', 'other-organisation')),
  masked_name text not null,
  subject text not null check (subject <> ''),
  content text not null check (content <> ''),
  medium text not null,
  delivery text not null,
  status text not null,
  is_open boolean not null,
  state text not null,
  submitted_on date not null,
  received_on date,
  due_on date,
  paused_since date,
  provisional boolean not null,
  extended_by integer,
  waiting_for text not null default '',
  waiting_until date,
  section_id bigint,
  handler_id bigint,
  handler text not null default '',
  asked_sections bigint[] not null default '{}',
  outcome text,
  replied_on date,
  overdue_by integer,
  version integer not null,
  changed_at timestamptz not null,
  bands integer[] not null,
  search_terms text[] not null,
  demonstration boolean not null default false,
  primary key (agency_id, id),
  unique (agency_id, number)
);
create index request_open on request (agency_id, due_on, id) where is_open;
create index request_newest on request (agency_id, submitted_on desc, id desc);
create index request_section on request (agency_id, section_id, due_on) where is_open;
create index request_handler on request (agency_id, handler_id, due_on) where is_open;
create index request_asked on request using gin (asked_sections) where is_open;
create index request_outcome on request (agency_id, outcome, replied_on desc) where outcome is not null;
create index request_late on request (agency_id, replied_on desc) where overdue_by is not null;
create index request_sweep on request (id) where is_open;
create index request_bands on request using gin (bands);
create index request_search on request using gin (search_terms);
comment on table request is 'A request as the lists show it: read off its facts, and only a cache of them (gongkai db rebuild)';
comment on column request.number is 'Number at the body, as 2025-0047';
comment on column request.subject is 'What it asks for, in a line';
comment on column request.medium is 'Form the applicant wants the information in (载体)';
comment on column request.delivery is 'How the applicant wants to receive it';
comment on column request.status is 'Stage of the dossier; follows from its facts';
comment on column request.state is 'How it stands against the clock, on the day of the last sweep or change';
comment on column request.waiting_for is 'Whom the body waits for';
comment on column request.overdue_by is 'Workdays the reply was late';
comment on column request.version is 'Grows with every change: who acts on an older one is told what has changed since';
comment on column request.bands is 'Sixteen bands of the MinHash of the text, to find similar requests';
comment on column request.search_terms is 'Every pair of neighbours in subject and number, in small letters';

create table applicant (
  agency_id bigint not null,
  id bigint generated always as identity,
  request_id bigint not null,
  sealed bytea not null,
  key_id text not null,
  person_mark bytea,
  name_mark bytea not null,
  primary key (agency_id, id),
  unique (agency_id, request_id),
  foreign key (agency_id, request_id) references request (agency_id, id)
);
create index applicant_person on applicant (agency_id, person_mark) where person_mark is not null;
create index applicant_name on applicant (agency_id, name_mark);
create index applicant_key on applicant (key_id);
comment on table applicant is 'Who asks: name, identity, contact and address as sealed JSON';
comment on column applicant.person_mark is 'Blind index of the identity number: equal for equal people';
comment on column applicant.name_mark is 'Blind index of the name';

create table request_fact (
  agency_id bigint not null,
  request_id bigint not null,
  seq integer not null check (seq > 0),
  happened text not null,
  happened_on date not null,
  entered_at timestamptz not null,
  account_id bigint,
  person text not null,
  fact jsonb not null,
  primary key (agency_id, request_id, seq),
  foreign key (agency_id, request_id) references request (agency_id, id)
);
comment on table request_fact is 'What happened with a request, in the order of entry; facts are added and never changed, a correction is a fact of its own';
create trigger request_fact_is_kept before update or delete or truncate on request_fact
  for each statement execute function refuse_change();

create table letter (
  agency_id bigint not null,
  id bigint generated always as identity,
  request_id bigint not null,
  kind text not null,
  number text,
  title text not null,
  addressee text not null,
  paper jsonb not null,
  issued_on date not null,
  issued_at timestamptz not null,
  issued_by text not null,
  pdf bytea not null,
  sha256 bytea not null check (octet_length(sha256) = 32),
  corrects_id bigint,
  primary key (agency_id, id),
  foreign key (agency_id, request_id) references request (agency_id, id),
  foreign key (agency_id, corrects_id) references letter (agency_id, id),
  unique (agency_id, number)
);
create index letter_request on letter (agency_id, request_id, id);
comment on table letter is 'Letters as they were issued, frozen with their PDF and its hash; a mistaken one is followed by a correcting letter';
comment on column letter.number is 'As 云汐公复〔2025〕12号; papers that go along with a letter have none';
comment on column letter.paper is 'What the letter says, as it was typeset';
comment on column letter.corrects_id is 'The letter that this one corrects';
create trigger letter_is_kept before update or delete or truncate on letter
  for each statement execute function refuse_change();

create table request_file (
  agency_id bigint not null,
  id bigint generated always as identity,
  request_id bigint not null,
  name text not null check (name <> ''),
  media_type text not null,
  size integer not null,
  sha256 bytea not null check (octet_length(sha256) = 32),
  bytes bytea not null,
  added_at timestamptz not null,
  person text not null,
  primary key (agency_id, id),
  foreign key (agency_id, request_id) references request (agency_id, id)
);
create index request_file_request on request_file (agency_id, request_id, id);
comment on table request_file is 'Files of a dossier: what the applicant sent, proofs of delivery, what a section found';

create table saved_view (
  account_id bigint not null references account (id) on delete cascade,
  id bigint generated always as identity,
  name text not null check (name <> ''),
  query text not null,
  created_at timestamptz not null,
  primary key (account_id, id),
  unique (account_id, name)
);
comment on table saved_view is 'Filters of the worklist that a person keeps under a name';
