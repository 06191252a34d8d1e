-- The key that an applicant is sealed with stands in the sealed bytes; files are given back to be saved, of whatever kind.

alter table applicant drop column key_id;
alter table request_file drop column media_type;
