-- The public's side of requests: drafts, receipts with a code, mail, what was suggested, answers that everybody may read.

create table public_draft (
  agency_id bigint not null references agency (id),
  id bigint generated always as identity,
  token_hash bytea not null unique check (octet_length(token_hash) = 32),
  sealed bytea not null,
  changed_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (agency_id, id)
);
create index public_draft_expires on public_draft (expires_at);
comment on table public_draft is 'Requests that somebody is writing on the portal, sealed as a whole; removed when filed or after some days';
comment on column public_draft.token_hash is 'SHA-256 of the token in the cookie of the browser';

create table public_draft_file (
  agency_id bigint not null,
  id bigint generated always as identity,
  draft_id bigint not null,
  name text not null check (name <> ''),
  purpose text not null check (purpose in ('authorisation', 'guardianship', 'identity', 'evidence', 'other')),
  media_type text not null,
  scanned text not null default '',
  sha256 bytea not null check (octet_length(sha256) = 32),
  bytes bytea not null,
  primary key (agency_id, id),
  foreign key (agency_id, draft_id) references public_draft (agency_id, id) on delete cascade
);
create index public_draft_file_draft on public_draft_file (agency_id, draft_id);
comment on table public_draft_file is 'Attachments of a draft, checked when they came in';
comment on column public_draft_file.name is 'As the applicant calls it; the dossier, which is kept for good, names it by its purpose alone';
comment on column public_draft_file.scanned is 'What the scanner said; empty where none is set up';

create table request_access (
  agency_id bigint not null,
  request_id bigint not null,
  receipt text not null unique check (receipt <> ''),
  code_mark bytea not null check (octet_length(code_mark) = 16),
  made_at timestamptz not null,
  primary key (agency_id, request_id),
  foreign key (agency_id, request_id) references request (agency_id, id)
);
comment on table request_access is 'By what an applicant follows a request: receipt number, drawn at random, and blind index of the code';

create table public_session (
  token_hash bytea primary key check (octet_length(token_hash) = 32),
  agency_id bigint not null,
  request_id bigint not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  foreign key (agency_id, request_id) references request (agency_id, id)
);
create index public_session_expires on public_session (expires_at);
create index public_session_request on public_session (agency_id, request_id);
comment on table public_session is 'Browsers that gave number and code of a request, for a while';

alter table request_file add column media_type text not null default '';
alter table request_file add column scanned text not null default '';
comment on column request_file.media_type is 'Kind of the file, told by its bytes; empty where nobody looked';
comment on column request_file.scanned is 'What the scanner said; empty where none is set up';

create table outgoing_mail (
  agency_id bigint not null references agency (id),
  id bigint generated always as identity,
  request_id bigint,
  key text not null check (key <> ''),
  sealed bytea not null,
  made_at timestamptz not null,
  tried integer not null default 0 check (tried >= 0),
  try_after timestamptz not null,
  sent_at timestamptz,
  given_up_at timestamptz,
  trouble text not null default '',
  primary key (agency_id, id),
  unique (agency_id, key),
  foreign key (agency_id, request_id) references request (agency_id, id)
);
create index outgoing_mail_waiting on outgoing_mail (try_after) where sent_at is null and given_up_at is null;
create index outgoing_mail_request on outgoing_mail (agency_id, request_id);
comment on table outgoing_mail is 'Mail to applicants, sealed as a whole; each key goes out once';
comment on column outgoing_mail.try_after is 'Not before; later after each time that it could not be sent';
comment on column outgoing_mail.key is 'What it tells of, as `request 12 fact 7`: the same thing is never told twice';

create table suggestion_use (
  agency_id bigint not null references agency (id),
  draft_id bigint not null,
  shown integer not null default 0,
  opened integer not null default 0,
  filed boolean not null default false,
  helped boolean not null default false,
  first_at timestamptz not null,
  primary key (agency_id, draft_id)
);
comment on table suggestion_use is 'Whether what is public already spared somebody a request: suggestions shown, opened, and the request not filed';

create table published_answer (
  agency_id bigint not null,
  id bigint generated always as identity,
  request_id bigint not null,
  title text not null check (title <> ''),
  asked text not null check (asked <> ''),
  answer text not null check (answer <> ''),
  outcome text not null,
  replied_on date not null,
  published_at timestamptz not null,
  publisher text not null,
  withdrawn_at timestamptz,
  withdrawn_why text not null default '',
  terms text[] not null,
  file_name text,
  file_bytes bytea,
  primary key (agency_id, id),
  foreign key (agency_id, request_id) references request (agency_id, id)
);
create unique index published_answer_request on published_answer (agency_id, request_id) where withdrawn_at is null;
create index published_answer_all on published_answer (agency_id, request_id);
create index published_answer_newest on published_answer (published_at desc, agency_id, id) where withdrawn_at is null;
create index published_answer_terms on published_answer using gin (terms) where withdrawn_at is null;
-- A page made before an answer was shown, or taken down, is not true any more.
create constraint trigger answer_shown after insert or update or delete on published_answer deferrable initially deferred
  for each row execute function raise_public_version();
comment on table published_answer is 'Answered requests as a body lets everybody read them (已公开的答复): written anew without the applicant';

alter table agency add column closed_on date;
alter table agency add column successor_id bigint references agency (id);
alter table agency add check (successor_id is null or (closed_on is not null and successor_id <> id));
create index agency_successor on agency (successor_id);
comment on column agency.closed_on is 'Day on which the body ceased to be; it takes no requests any more';
comment on column agency.successor_id is 'Body that goes on with its work, and takes its requests';
