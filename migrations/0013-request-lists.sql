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

-- Lists of a body with 100,000 requests are walked along an index, and the open ones counted without their rows.
create index request_status on request (agency_id, status, due_on, id)
  include (state, waiting_for, waiting_until, replied_on, section_id, handler_id, asked_sections) where is_open;
create index request_waiting on request (agency_id, waiting_for, due_on, id) where is_open;
create index request_received on request (agency_id, received_on);
create index request_of_handler on request (agency_id, handler_id, submitted_on desc, id desc);
create index request_of_section on request (agency_id, section_id, submitted_on desc, id desc);

comment on column request.search_terms is 'Every pair of neighbours in number, subject and the beginning of the content, in small letters';
