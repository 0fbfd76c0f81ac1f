-- Who is logged in where. Roles leave the account: one account can hold several, at several units, each for its time;
-- the unit of an account is from now on the one that keeps it. A log-in name is no longer needed beside a phone.
ALTER TABLE accounts RENAME TO accounts_before;
CREATE TABLE accounts (
    id TEXT {{C}} PRIMARY KEY,
    unit_id TEXT {{C}} NOT NULL REFERENCES units (id),
    login_name TEXT {{C}} UNIQUE,
    name TEXT NOT NULL,
    phone {{BYTES}},
    phone_index {{BYTES}} UNIQUE,
    password_hash TEXT NOT NULL,
    must_change_password BOOLEAN NOT NULL,
    language TEXT {{C}},
    elder_view BOOLEAN NOT NULL,
    created_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL
);
INSERT INTO accounts (id, unit_id, login_name, name, phone, phone_index, password_hash, must_change_password, language, elder_view, created_at, version)
SELECT id, unit_id, login_name, name, phone, phone_index, password_hash, must_change_password, NULL, FALSE, created_at, version FROM accounts_before;

CREATE TABLE account_roles (
    id TEXT {{C}} PRIMARY KEY,
    account_id TEXT {{C}} NOT NULL REFERENCES accounts (id),
    role TEXT {{C}} NOT NULL,
    unit_id TEXT {{C}} NOT NULL REFERENCES units (id),
    from_day DATE NOT NULL,
    to_day DATE,
    version INTEGER NOT NULL
);
CREATE INDEX account_roles_by_account ON account_roles (account_id);
INSERT INTO account_roles (id, account_id, role, unit_id, from_day, to_day, version)
SELECT id, id, role, unit_id, DATE(created_at), NULL, 1 FROM accounts_before;
DROP TABLE accounts_before;

CREATE TABLE sessions (
    id TEXT {{C}} PRIMARY KEY,
    account_id TEXT {{C}} NOT NULL REFERENCES accounts (id),
    digest {{BYTES}} NOT NULL UNIQUE,
    device TEXT {{C}} NOT NULL,
    stays BOOLEAN NOT NULL,
    created_at TIMESTAMP NOT NULL,
    last_used_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL
);
CREATE INDEX sessions_by_account ON sessions (account_id);

CREATE TABLE tokens (
    id TEXT {{C}} PRIMARY KEY,
    account_id TEXT {{C}} NOT NULL REFERENCES accounts (id),
    name TEXT NOT NULL,
    digest {{BYTES}} NOT NULL UNIQUE,
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL
);
CREATE INDEX tokens_by_account ON tokens (account_id);

-- Wrong passwords of one account or from one address, for a day: the digest alone says of which.
CREATE TABLE login_failures (
    digest {{BYTES}} PRIMARY KEY,
    failures INTEGER NOT NULL,
    failed_at TIMESTAMP NOT NULL,
    locked_until TIMESTAMP
);
CREATE INDEX login_failures_by_age ON login_failures (failed_at);
