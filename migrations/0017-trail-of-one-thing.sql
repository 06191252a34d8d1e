-- The page of a dossier shows its own links, however long the trail of its body has grown.

create index trail_link_subject on trail_link (agency_id, subject, seq);
