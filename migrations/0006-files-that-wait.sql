-- Each file that comes is looked for among those of the body that wait: few, while all that ever came may be very many.

create index import_file_waiting on import_file (agency_id, sha256) where bytes is not null;

alter table import_batch add foreign key (agency_id) references agency (id);
-- Removing an account looks for its batches.
create index import_batch_account on import_batch (account_id);
