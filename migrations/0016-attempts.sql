-- Attempts at passwords and codes, counted for all processes on the database together.

create table attempt_count (
  key varchar(255) primary key,
  points integer not null,
  expire bigint
);
comment on table attempt_count is 'Attempts to guess a password or code, counted over all processes; rows that are over are removed';
comment on column attempt_count.key is 'SHA-256 of what is counted: an address of the network, a login, an account';
comment on column attempt_count.expire is 'When the count is over, in milliseconds since 1970';
