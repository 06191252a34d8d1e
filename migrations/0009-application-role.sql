-- The role under which the application works: it can add to what is kept for good, and neither change nor remove it.

-- Roles belong to the whole server, so the function is called after every migration and wherever the role is missing,
-- as after a restore on another server. It gives up quietly where the owner may not make roles; the triggers still guard.
create function grant_to_application() returns void language plpgsql as $$
declare
  application constant name := 'gongkai_app';
  may_take boolean;
  home name;
  kept record;
  relation record;
begin
  if not exists (select from pg_roles where rolname = application) then
    begin
      execute format('create role %I nologin', application);
    exception when duplicate_object or unique_violation or insufficient_privilege then
      -- Another database of the server was quicker, or the owner may not.
    end;
  end if;
  if not exists (select from pg_roles where rolname = application) then return; end if;

  execute format('select pg_has_role(current_user, %L, %L)', application,
    case when current_setting('server_version_num')::integer >= 160000 then 'SET' else 'MEMBER' end) into may_take;
  if not may_take then
    begin
      execute format('grant %I to current_user', application);
    exception when others then
      raise notice 'the role % cannot be taken by %', application, current_user;
    end;
  end if;

  -- The queue of jobs has a schema of its own, whose tables show their rows to nobody unless a policy says so.
  for home in select nspname from pg_namespace where nspname in (current_schema(), 'graphile_worker') loop
    execute format('grant usage on schema %I to %I', home, application);
    execute format('alter default privileges in schema %I grant select, insert, update, delete on tables to %I',
      home, application);
    execute format('alter default privileges in schema %I grant usage, select, update on sequences to %I',
      home, application);
    for relation in
      select c.oid::regclass as name, relkind, relrowsecurity from pg_class c join pg_namespace n on n.oid = relnamespace
      where nspname = home and relkind in ('r', 'p', 'v', 'm', 'S') and pg_has_role(relowner, 'USAGE')
    loop
      execute format(case when relation.relkind = 'S' then 'grant usage, select, update on sequence %s to %I'
        else 'grant select, insert, update, delete on table %s to %I' end, relation.name, application);
      if relation.relrowsecurity
        and not exists (select from pg_policy where polrelid = relation.name and polname = application) then
        execute format('create policy %1$I on %2$s to %1$I using (true) with check (true)', application, relation.name);
      end if;
    end loop;
  end loop;

  -- What a trigger keeps from being changed, the role is not even allowed to try. Bits of tgtype: 8 delete, 16 update.
  for kept in
    select tgrelid::regclass as name, bit_or(tgtype::integer) as operations from pg_trigger
    where tgfoid = 'refuse_change()'::regprocedure and tgrelid in
      (select oid from pg_class where relnamespace = current_schema()::regnamespace)
    group by tgrelid
  loop
    if kept.operations & 8 > 0 then execute format('revoke delete on table %s from %I', kept.name, application); end if;
    if kept.operations & 16 > 0 then execute format('revoke update on table %s from %I', kept.name, application); end if;
  end loop;
  execute format('revoke insert, update, delete on table migration from %I', application);
end $$;
comment on function grant_to_application is
  'Makes the role gongkai_app and gives it all tables, save changes to those that only take new rows and to the history of migrations';
