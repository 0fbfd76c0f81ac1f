-- Declared figures and month-end snapshots of the ledger.
CREATE TABLE declared_figures (
    id TEXT {{C}} PRIMARY KEY,
    unit_id TEXT {{C}} NOT NULL REFERENCES units (id),
    households INTEGER NOT NULL,
    residents INTEGER NOT NULL,
    as_of DATE NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (unit_id, as_of)
);

-- A snapshot outlives the units it speaks of: undoing the import that made them leaves it as it is.
CREATE TABLE ledger_snapshots (
    id TEXT {{C}} PRIMARY KEY,
    town_id TEXT {{C}} NOT NULL,
    month TEXT {{C}} NOT NULL,
    taken_at TIMESTAMP NOT NULL,
    previous_hash {{BYTES}} NOT NULL,
    hash {{BYTES}} NOT NULL,
    UNIQUE (town_id, month)
);

-- One line of the snapshot: a grid, or a village's residents in no grid.
CREATE TABLE ledger_snapshot_lines (
    snapshot_id TEXT {{C}} NOT NULL REFERENCES ledger_snapshots (id),
    unit_id TEXT {{C}} NOT NULL,
    village_code TEXT {{C}} NOT NULL,
    village TEXT NOT NULL,
    code TEXT {{C}},
    grid TEXT,
    group_name TEXT,
    declared_households INTEGER,
    declared_residents INTEGER,
    declared_as_of DATE,
    PRIMARY KEY (snapshot_id, unit_id)
) {{WITHOUT_ROWID}};

CREATE TABLE ledger_snapshot_counts (
    snapshot_id TEXT {{C}} NOT NULL REFERENCES ledger_snapshots (id),
    unit_id TEXT {{C}} NOT NULL,
    basis TEXT {{C}} NOT NULL,
    item TEXT {{C}} NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (snapshot_id, unit_id, basis, item)
) {{WITHOUT_ROWID}};

-- Names in a snapshot are sealed under a key per person: destroying the key erases them and leaves the hash whole.
CREATE TABLE subject_keys (
    subject_id TEXT {{C}} PRIMARY KEY,
    sealed_key {{BYTES}} NOT NULL
);

CREATE TABLE ledger_snapshot_names (
    snapshot_id TEXT {{C}} NOT NULL REFERENCES ledger_snapshots (id),
    unit_id TEXT {{C}} NOT NULL,
    list TEXT {{C}} NOT NULL,
    position INTEGER NOT NULL,
    subject_id TEXT {{C}} NOT NULL,
    sealed_name {{BYTES}} NOT NULL,
    PRIMARY KEY (snapshot_id, unit_id, list, position)
) {{WITHOUT_ROWID}};
