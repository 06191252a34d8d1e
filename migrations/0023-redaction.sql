-- Redaction (区分处理): what is covered on which page, on what ground, until a flattened copy is issued.

create table redaction (
  agency_id bigint not null,
  id bigint generated always as identity,
  request_id bigint not null,
  file_id bigint not null,
  pages jsonb not null,
  marks jsonb not null default '[]',
  version integer not null default 1,
  changed_at timestamptz not null,
  person text not null,
  issued_file_id bigint,
  issued_at timestamptz,
  primary key (agency_id, id),
  foreign key (agency_id, request_id) references request (agency_id, id),
  foreign key (agency_id, file_id) references request_file (agency_id, id),
  foreign key (agency_id, issued_file_id) references request_file (agency_id, id)
);
create index redaction_request on redaction (agency_id, request_id, id);
create index redaction_file on redaction (agency_id, file_id);
create index redaction_issued on redaction (agency_id, issued_file_id);
comment on table redaction is 'Copies of files in which something is covered; an issued one is not changed any more';
comment on column redaction.pages is 'Width and height of each page in points';
comment on column redaction.marks is 'Regions in parts of the page, each with its ground and article';
