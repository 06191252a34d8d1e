-- A key that was dropped seals nothing any more: what is still on its way under it is refused instead of lost.

alter table seal_key add column dropped_at timestamptz;
comment on column seal_key.dropped_at is 'When nothing was sealed with it any more and it was taken out of the key file';

create function refuse_dropped_key() returns trigger language plpgsql as $$
declare
  sealed bytea := case tg_table_name when 'applicant' then to_jsonb(new) ->> 'sealed' else to_jsonb(new) ->> 'totp_secret' end;
begin
  if exists (select from seal_key where id = encode(substr(sealed, 2, 6), 'hex') and dropped_at is not null) then
    raise exception 'The table % takes nothing that is sealed with a dropped key', tg_table_name;
  end if;
  return new;
end $$;
create trigger applicant_has_living_key before insert or update of sealed on applicant
  for each row execute function refuse_dropped_key();
create trigger account_has_living_key before insert or update of totp_secret on account
  for each row when (new.totp_secret is not null) execute function refuse_dropped_key();
