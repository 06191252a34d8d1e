-- How many requests were like one when it came: told in every list, and too dear to find out for each line each time.

alter table request add column alike smallint not null default 0 check (alike >= 0);
comment on column request.alike is 'Requests of the body that asked for much the same when it was registered, up to ten';
