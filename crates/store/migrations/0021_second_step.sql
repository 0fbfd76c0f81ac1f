-- The second step at the log-in: the secret that the own phone knows, sealed; the codes on paper, each gone when it was used. A
-- session that has not passed it opens nothing.
CREATE TABLE second_factors (
    account_id TEXT {{C}} PRIMARY KEY REFERENCES accounts (id),
    secret {{BYTES}} NOT NULL,
    confirmed BOOLEAN NOT NULL,
    used {{BYTES}}
);
CREATE TABLE recovery_codes (
    digest {{BYTES}} PRIMARY KEY,
    account_id TEXT {{C}} NOT NULL REFERENCES accounts (id)
);
CREATE INDEX recovery_codes_by_account ON recovery_codes (account_id);
ALTER TABLE sessions ADD COLUMN passed BOOLEAN NOT NULL DEFAULT TRUE;

-- Whoever had an account before and has another one now: the post says what either may do.
ALTER TABLE account_persons RENAME TO account_persons_before;
CREATE TABLE account_persons (
    person_id TEXT {{C}} NOT NULL,
    account_id TEXT {{C}} NOT NULL REFERENCES accounts (id),
    PRIMARY KEY (person_id, account_id)
);
INSERT INTO account_persons (person_id, account_id) SELECT person_id, account_id FROM account_persons_before;
DROP TABLE account_persons_before;
CREATE INDEX account_persons_by_account ON account_persons (account_id);
