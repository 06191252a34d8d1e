-- Sections of bodies, more roles, the second step of signing in, and sessions that can be told apart.

create table section (
  agency_id bigint not null references agency (id),
  id bigint generated always as identity,
  name text not null check (name <> ''),
  created_at timestamptz not null,
  closed_at timestamptz,
  primary key (agency_id, id)
);
create unique index section_name on section (agency_id, name) where closed_at is null;
comment on table section is 'Part of a body (科室) that dossiers are assigned to; a closed one stays, since dossiers name it';

alter table account drop constraint account_role_check;
alter table account
  add constraint account_role_check check (role in ('administrator', 'officer', 'handler', 'section-contact',
    'reviewer', 'leader', 'head', 'supervisor', 'auditor')),
  add column section_id bigint,
  add constraint account_section foreign key (agency_id, section_id) references section (agency_id, id),
  add constraint account_section_role check (role not in ('handler', 'section-contact') or section_id is not null),
  add column totp_secret bytea,
  add column totp_confirmed_at timestamptz,
  add column totp_last_step bigint,
  add constraint account_totp check (totp_confirmed_at is null or totp_secret is not null);
create index account_in_section on account (agency_id, section_id);
comment on column account.totp_secret is 'Sealed key of RFC 6238; counts once a first code has confirmed it';
comment on column account.totp_last_step is 'Last 30 seconds since 1970 whose code was used: a code is used once';

create table recovery_code (
  account_id bigint not null references account (id) on delete cascade,
  code_hash bytea not null check (octet_length(code_hash) = 32),
  used_at timestamptz,
  primary key (account_id, code_hash)
);
comment on table recovery_code is 'SHA-256 of codes of 80 random bits that stand in, once each, for a lost device';

alter table agency add column second_step_required boolean not null default false;
comment on column agency.second_step_required is 'Everybody who works for the body signs in in two steps (两步登录：必须)';

alter table session
  add column id bigint generated always as identity unique,
  add column device text not null default '',
  add column place text not null default '',
  add column last_used_at timestamptz,
  add column second_step_at timestamptz,
  add column awaits text check (awaits in ('code', 'enrolment'));
comment on column session.device is 'Browser and system in words, as 谷歌浏览器（Windows）';
comment on column session.place is 'Network address without its last part';
comment on column session.second_step_at is 'When a code or a recovery code was given';
comment on column session.awaits is 'What is missing before the session reaches anything: the code, or a second step to be set up';
