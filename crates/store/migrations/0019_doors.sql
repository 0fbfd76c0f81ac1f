-- A code of six digits with which somebody who forgot the password chooses another; given by the level above, good once and for
-- half an hour. One row per account, gone when it was used, is dead or is old. A token says how far it reaches. A session has the
-- name that its owner gave the phone.
CREATE TABLE reset_codes (
    account_id TEXT {{C}} PRIMARY KEY REFERENCES accounts (id),
    digest {{BYTES}} NOT NULL,
    issued_by TEXT {{C}} NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    tries INTEGER NOT NULL
);
ALTER TABLE tokens ADD COLUMN reach TEXT {{C}} NOT NULL DEFAULT 'everything';
ALTER TABLE sessions ADD COLUMN name TEXT;
