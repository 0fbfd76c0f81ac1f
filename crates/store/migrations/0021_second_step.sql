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
