-- The trail of each body: every fact, decision, sign-in and reveal, each holding the hash of the one before it.

create table trail_link (
  agency_id bigint not null references agency (id),
  seq bigint not null check (seq > 0),
  at timestamptz not null,
  account_id bigint,
  person text not null,
  kind text not null check (kind <> ''),
  subject text not null check (subject <> ''),
  text text not null,
  hash bytea not null check (octet_length(hash) = 32),
  primary key (agency_id, seq)
);
create index trail_link_at on trail_link (agency_id, at, seq);
comment on table trail_link is 'What happened at a body, in order, chained by hashes; links are added and never changed';
comment on column trail_link.person is 'Name of the person at the time';
comment on column trail_link.subject is 'What it concerns: a request, a report, an account, a session';
comment on column trail_link.text is 'Exactly what was hashed: JSON of the other columns, the details and the hash of the link before it';
comment on column trail_link.hash is 'SM3 of the text in UTF-8';

create trigger trail_link_is_kept before update or delete or truncate on trail_link
  for each statement execute function refuse_change();

create table trail_head (
  agency_id bigint primary key references agency (id),
  seq bigint not null check (seq >= 0),
  hash bytea not null check (octet_length(hash) = 32)
);
comment on table trail_head is 'Number and hash of the newest link of each body: who adds one holds this row; a chain whose end was cut off disagrees with it';

create trigger trail_head_is_kept before delete or truncate on trail_head
  for each statement execute function refuse_change();
