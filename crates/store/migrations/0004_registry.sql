-- Households and residents, with the days from which and until which each fact holds.
CREATE TABLE households (
    id TEXT {{C}} PRIMARY KEY,
    village_id TEXT {{C}} NOT NULL REFERENCES units (id),
    number TEXT {{C}},
    door_hint TEXT,
    version INTEGER NOT NULL,
    UNIQUE (village_id, number)
);
CREATE INDEX households_by_village ON households (village_id);

CREATE TABLE household_places (
    id TEXT {{C}} PRIMARY KEY,
    household_id TEXT {{C}} NOT NULL REFERENCES households (id),
    unit_id TEXT {{C}} NOT NULL REFERENCES units (id),
    hamlet_id TEXT {{C}} REFERENCES hamlets (id),
    from_day DATE NOT NULL,
    to_day DATE,
    version INTEGER NOT NULL
);
CREATE INDEX household_places_by_household ON household_places (household_id);
CREATE INDEX household_places_by_unit ON household_places (unit_id);

CREATE TABLE residents (
    id TEXT {{C}} PRIMARY KEY,
    town_id TEXT {{C}} NOT NULL REFERENCES units (id),
    name TEXT NOT NULL,
    sex INTEGER,
    birth_date DATE,
    citizen_id {{BYTES}},
    citizen_id_index {{BYTES}},
    phone {{BYTES}},
    phone_index {{BYTES}},
    version INTEGER NOT NULL,
    UNIQUE (town_id, citizen_id_index)
);
CREATE INDEX residents_by_name ON residents (town_id, name);

CREATE TABLE memberships (
    id TEXT {{C}} PRIMARY KEY,
    resident_id TEXT {{C}} NOT NULL REFERENCES residents (id),
    household_id TEXT {{C}} NOT NULL REFERENCES households (id),
    relation INTEGER,
    is_head BOOLEAN NOT NULL,
    from_day DATE NOT NULL,
    to_day DATE,
    ended_by TEXT {{C}},
    version INTEGER NOT NULL
);
CREATE INDEX memberships_by_resident ON memberships (resident_id);
CREATE INDEX memberships_by_household ON memberships (household_id);

-- Presence: only the days away are kept; everybody else is 在住.
CREATE TABLE absences (
    id TEXT {{C}} PRIMARY KEY,
    resident_id TEXT {{C}} NOT NULL REFERENCES residents (id),
    from_day DATE NOT NULL,
    to_day DATE,
    version INTEGER NOT NULL
);
CREATE INDEX absences_by_resident ON absences (resident_id);

CREATE TABLE party_memberships (
    id TEXT {{C}} PRIMARY KEY,
    resident_id TEXT {{C}} NOT NULL REFERENCES residents (id),
    kind TEXT {{C}} NOT NULL,
    from_day DATE NOT NULL,
    to_day DATE,
    version INTEGER NOT NULL
);
CREATE INDEX party_memberships_by_resident ON party_memberships (resident_id);

CREATE TABLE category_assignments (
    id TEXT {{C}} PRIMARY KEY,
    household_id TEXT {{C}} REFERENCES households (id),
    resident_id TEXT {{C}} REFERENCES residents (id),
    category TEXT {{C}} NOT NULL,
    source TEXT {{C}} NOT NULL,
    as_of DATE NOT NULL,
    from_day DATE NOT NULL,
    to_day DATE,
    version INTEGER NOT NULL,
    CHECK ((household_id IS NULL) <> (resident_id IS NULL))
);
CREATE INDEX category_assignments_by_household ON category_assignments (household_id);
CREATE INDEX category_assignments_by_resident ON category_assignments (resident_id);

-- What the ledger reads: by how much a count of a unit changes on a day.
CREATE TABLE count_deltas (
    unit_id TEXT {{C}} NOT NULL,
    basis TEXT {{C}} NOT NULL,
    item TEXT {{C}} NOT NULL,
    day DATE NOT NULL,
    delta INTEGER NOT NULL,
    PRIMARY KEY (unit_id, basis, item, day)
) {{WITHOUT_ROWID}};
