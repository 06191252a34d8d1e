-- Notices of the State Council about a year's holidays that came after this program did.

create table calendar_notice (
  year integer primary key check (year between 2000 and 2099),
  json text not null,
  version integer not null default 1,
  imported_at timestamptz not null,
  person text not null
);
comment on table calendar_notice is 'The work calendar of a year as it was imported; it wins over the file of the same year in data/calendars';
comment on column calendar_notice.json is 'The file as it came';
comment on column calendar_notice.version is 'Grows with every import of the year, so that running processes see that it changed';
comment on column calendar_notice.person is 'Who imported it, in words';
