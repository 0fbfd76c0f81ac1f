-- Who can log in. Phones are sealed and found by their blind index.
CREATE TABLE accounts (
    id TEXT {{C}} PRIMARY KEY,
    unit_id TEXT {{C}} NOT NULL REFERENCES units (id),
    login_name TEXT {{C}} NOT NULL UNIQUE,
    name TEXT NOT NULL,
    phone {{BYTES}},
    phone_index {{BYTES}} UNIQUE,
    password_hash TEXT NOT NULL,
    must_change_password BOOLEAN NOT NULL,
    role TEXT {{C}} NOT NULL,
    created_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL
);
