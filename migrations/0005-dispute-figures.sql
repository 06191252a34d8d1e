-- Rankings of disputes need more than totals: what was upheld, overturned, decided otherwise.

update report r set totals = r.totals || coalesce((
  select jsonb_object_agg(cell.key, cell.value) from report_content c cross join lateral jsonb_each(c.cells) cell
  where c.agency_id = r.agency_id and c.report_id = r.id and cell.key ~ '^(reconsideration|litigation-)'), '{}');
comment on column report.totals is 'The figures of all total columns and all of the disputes, for ranking without reading the whole sheet';
