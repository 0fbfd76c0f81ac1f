-- Organisations that help at a unit, and whom to ring there (ORG-7).
CREATE TABLE linked_organisations (
    id TEXT {{C}} PRIMARY KEY,
    unit_id TEXT {{C}} NOT NULL REFERENCES units (id),
    name TEXT NOT NULL,
    kind TEXT {{C}} NOT NULL,
    helps_with TEXT,
    contact TEXT,
    phone {{BYTES}},
    since DATE,
    ended_on DATE,
    version INTEGER NOT NULL,
    UNIQUE (unit_id, name)
);
