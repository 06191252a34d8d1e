-- The worklist of requests: forms that were sent twice, views that a person begins with.

create table request_entry (
  agency_id bigint not null references agency (id),
  key text not null check (key <> ''),
  request_id bigint,
  primary key (agency_id, key),
  foreign key (agency_id, request_id) references request (agency_id, id)
);
comment on table request_entry is 'Forms by which requests were registered: one that is sent twice registers once';
comment on column request_entry.key is 'Drawn at random for each form that is shown';

alter table saved_view add column is_first boolean not null default false;
create unique index saved_view_first on saved_view (account_id) where is_first;
comment on column saved_view.is_first is 'The worklist begins with it; one a person';
