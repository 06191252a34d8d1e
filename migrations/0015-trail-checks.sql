-- When a chain was last verified stands in the chain itself.
create index trail_link_verified on trail_link (agency_id, seq) where kind = 'trail-verified';
