-- Which workbooks were taken in. Neither the file nor its name is kept.
CREATE TABLE imports (
    id TEXT {{C}} PRIMARY KEY,
    town_id TEXT {{C}} NOT NULL REFERENCES units (id),
    entry_id TEXT {{C}} NOT NULL REFERENCES audit_entries (id),
    taken_at TIMESTAMP NOT NULL,
    resident_rows INTEGER NOT NULL,
    households INTEGER NOT NULL,
    residents INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    undone_at TIMESTAMP,
    version INTEGER NOT NULL
);
