-- What many bodies write alike is looked up within one body: an entry of these indexes is a body's, not everybody's.

create function within_agency(agency_id bigint, terms text[]) returns text[]
  language sql immutable parallel safe strict cost 1000
  return array(select agency_id || ':' || term from unnest(terms) term);
comment on function within_agency(bigint, text[]) is 'Terms as the index of one body holds them';

create function within_agency(agency_id bigint, bands integer[]) returns bigint[]
  language sql immutable parallel safe strict cost 1000
  return array(select agency_id * 4294967296 + band from unnest(bands) band);
comment on function within_agency(bigint, integer[]) is 'Bands as the index of one body holds them';

-- A list of entries that wait would be read through by every search, and filing searches for what is alike.
drop index request_bands;
create index request_bands on request using gin (within_agency(agency_id, bands)) with (fastupdate = off);
drop index request_search;
create index request_search on request using gin (within_agency(agency_id, search_terms)) with (fastupdate = off);
