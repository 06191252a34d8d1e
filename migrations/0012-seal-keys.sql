-- Which keys this database was sealed with. The keys themselves stand in a file that is no part of it.

create table seal_key (
  id text primary key check (id ~ '^[0-9a-f]{12}$'),
  purpose text not null check (purpose in ('seal', 'mark')),
  registered_at timestamptz not null
);
comment on table seal_key is 'Keys that personal data of this database are sealed or marked with, by their ids: a process that lacks one of them does not start';
