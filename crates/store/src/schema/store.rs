//! Tables of the migration of the same name.
#![expect(missing_docs, reason = "columns are described in docs/data-dictionary.md and in their migration")]

diesel::table! {
    unit_sequences (unit_id) {
        unit_id -> Text,
        seq -> BigInt,
    }
}

diesel::table! {
    idempotency_answers (actor, request_key) {
        actor -> Text,
        request_key -> Text,
        answer -> Binary,
        answered_at -> Timestamp,
    }
}

diesel::table! {
    audit_heads (chain) {
        chain -> Text,
        number -> BigInt,
        hash -> Binary,
    }
}

diesel::table! {
    audit_entries (id) {
        id -> Text,
        chain -> Text,
        number -> BigInt,
        at -> Timestamp,
        actor -> Text,
        role -> Text,
        action -> Text,
        source -> Text,
        subject_kind -> Text,
        subject_id -> Text,
        detail -> Text,
        records_digest -> Binary,
        previous_hash -> Binary,
        hash -> Binary,
    }
}

diesel::table! {
    audit_records (entry_id, ordinal) {
        entry_id -> Text,
        ordinal -> Integer,
        kind -> Text,
        record_id -> Text,
        unit_id -> Text,
        seq -> BigInt,
        version -> Integer,
        before -> Nullable<Binary>,
    }
}

diesel::table! {
    key_checks (id) {
        id -> Text,
        sealed -> Binary,
        blind_index -> Binary,
    }
}
