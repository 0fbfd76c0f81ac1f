-- The tree of units, and who does what in it.
CREATE TABLE units (
    id TEXT {{C}} PRIMARY KEY,
    parent_id TEXT {{C}} REFERENCES units (id),
    kind TEXT {{C}} NOT NULL,
    code TEXT {{C}} NOT NULL UNIQUE,
    name TEXT NOT NULL,
    path TEXT {{C}} NOT NULL UNIQUE,
    founded_on DATE,
    retired_on DATE,
    version INTEGER NOT NULL
);
CREATE INDEX units_by_parent ON units (parent_id);

CREATE TABLE hamlets (
    id TEXT {{C}} PRIMARY KEY,
    unit_id TEXT {{C}} NOT NULL REFERENCES units (id),
    name TEXT NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (unit_id, name)
);

CREATE TABLE party_bodies (
    id TEXT {{C}} PRIMARY KEY,
    unit_id TEXT {{C}} NOT NULL REFERENCES units (id),
    kind TEXT {{C}} NOT NULL,
    name TEXT NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (unit_id, kind)
);

CREATE TABLE party_groups (
    id TEXT {{C}} PRIMARY KEY,
    unit_id TEXT {{C}} NOT NULL UNIQUE REFERENCES units (id),
    name TEXT NOT NULL,
    founded_on DATE,
    dissolved_on DATE,
    version INTEGER NOT NULL
);

CREATE TABLE teams (
    id TEXT {{C}} PRIMARY KEY,
    group_id TEXT {{C}} NOT NULL REFERENCES party_groups (id),
    name TEXT,
    version INTEGER NOT NULL
);
CREATE INDEX teams_by_group ON teams (group_id);

CREATE TABLE persons (
    id TEXT {{C}} PRIMARY KEY,
    unit_id TEXT {{C}} NOT NULL REFERENCES units (id),
    name TEXT NOT NULL,
    phone {{BYTES}},
    phone_index {{BYTES}},
    version INTEGER NOT NULL
);
CREATE INDEX persons_by_unit ON persons (unit_id);

CREATE TABLE appointments (
    id TEXT {{C}} PRIMARY KEY,
    person_id TEXT {{C}} NOT NULL REFERENCES persons (id),
    role TEXT {{C}} NOT NULL,
    unit_id TEXT {{C}} NOT NULL REFERENCES units (id),
    team_id TEXT {{C}} REFERENCES teams (id),
    basis TEXT {{C}},
    position INTEGER NOT NULL,
    from_day DATE NOT NULL,
    to_day DATE,
    version INTEGER NOT NULL
);
CREATE INDEX appointments_by_unit ON appointments (unit_id, role);
CREATE INDEX appointments_by_person ON appointments (person_id);
