// The page of import: files that are dropped or chosen go one by one, each with its progress.
export {}
