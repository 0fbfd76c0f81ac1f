-- What every slice stands on: change sequences, idempotency, the audit and its chains.
CREATE TABLE unit_sequences (
    unit_id TEXT {{C}} PRIMARY KEY,
    seq BIGINT NOT NULL
);

CREATE TABLE idempotency_answers (
    actor TEXT {{C}} NOT NULL,
    request_key TEXT {{C}} NOT NULL,
    answer {{BYTES}} NOT NULL,
    answered_at TIMESTAMP NOT NULL,
    PRIMARY KEY (actor, request_key)
);

CREATE TABLE audit_heads (
    chain TEXT {{C}} PRIMARY KEY,
    number BIGINT NOT NULL,
    hash {{BYTES}} NOT NULL
);

CREATE TABLE audit_entries (
    id TEXT {{C}} PRIMARY KEY,
    chain TEXT {{C}} NOT NULL,
    number BIGINT NOT NULL,
    at TIMESTAMP NOT NULL,
    actor TEXT {{C}} NOT NULL,
    role TEXT {{C}} NOT NULL,
    action TEXT {{C}} NOT NULL,
    source TEXT NOT NULL,
    subject_kind TEXT {{C}} NOT NULL,
    subject_id TEXT {{C}} NOT NULL,
    detail TEXT NOT NULL,
    records_digest {{BYTES}} NOT NULL,
    previous_hash {{BYTES}} NOT NULL,
    hash {{BYTES}} NOT NULL,
    UNIQUE (chain, number)
);

CREATE TABLE audit_records (
    entry_id TEXT {{C}} NOT NULL REFERENCES audit_entries (id),
    ordinal INTEGER NOT NULL,
    kind TEXT {{C}} NOT NULL,
    record_id TEXT {{C}} NOT NULL,
    unit_id TEXT {{C}} NOT NULL,
    seq BIGINT NOT NULL,
    version INTEGER NOT NULL,
    before {{BYTES}},
    PRIMARY KEY (entry_id, ordinal)
) {{WITHOUT_ROWID}};
CREATE INDEX audit_records_by_unit ON audit_records (unit_id, seq);

-- A known text sealed under this deployment's keys: other keys are refused before they seal anything.
CREATE TABLE key_checks (
    id TEXT {{C}} PRIMARY KEY,
    sealed {{BYTES}} NOT NULL,
    blind_index {{BYTES}} NOT NULL
);
