-- A reference to another table has an index, so that no table is read to its end when a row there is looked after.

create index letter_corrects on letter (agency_id, corrects_id);
create index request_entry_request on request_entry (agency_id, request_id);
