-- Bodies that owe disclosure, the people who work for them, and their sessions.

create table agency (
  id bigint generated always as identity primary key,
  parent_id bigint references agency (id),
  name text not null unique check (name <> ''),
  short_name text not null check (short_name <> ''),
  region text not null,
  kind text not null check (kind in ('government', 'department', 'township', 'other')),
  demonstration boolean not null default false,
  created_at timestamptz not null default now(),
  check (parent_id <> id)
);
create index agency_parent on agency (parent_id);
comment on table agency is 'A body that publishes (行政机关), in a tree: a government, its departments, its townships';
comment on column agency.demonstration is 'Loaded with the demonstration content; shown as such';

create table account (
  id bigint generated always as identity primary key,
  agency_id bigint not null references agency (id),
  login text not null check (login <> ''),
  display_name text not null,
  role text not null check (role in ('administrator', 'officer')),
  password_hash text not null,
  demonstration boolean not null default false,
  created_at timestamptz not null default now()
);
create unique index account_login on account (lower(login));
create index account_agency on account (agency_id);
comment on table account is 'A person who signs in at the desk; works for one body and sees that body and those below it';
comment on column account.password_hash is 'argon2id in its own text form, with parameters and salt';

create table session (
  token_hash bytea primary key check (octet_length(token_hash) = 32),
  account_id bigint not null references account (id) on delete cascade,
  created_at timestamptz not null,
  idle_until timestamptz not null,
  expires_at timestamptz not null
);
create index session_account on session (account_id);
create index session_expiry on session (expires_at);
comment on table session is 'Who is signed in: SHA-256 of the token in the cookie, ends when idle or at the absolute end, whichever is first';
