-- Which workbooks were taken in. Neither the file nor its name is kept. The town is no foreign key: undoing the
-- import that made a town takes the town with it, and the record of the import stays.
CREATE TABLE imports (
    id TEXT {{C}} PRIMARY KEY,
    town_id TEXT {{C}} NOT NULL,
    entry_id TEXT {{C}} NOT NULL,
    taken_at TIMESTAMP NOT NULL,
    resident_rows INTEGER NOT NULL,
    households INTEGER NOT NULL,
    residents INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    undone_at TIMESTAMP,
    undo_entry_id TEXT {{C}},
    version INTEGER NOT NULL
);
