//! Tables of the migration of the same name.
#![expect(missing_docs, reason = "columns are described in docs/data-dictionary.md and in their migration")]

diesel::table! {
    backups (id) {
        id -> Text,
        is_scheduled -> Bool,
        started_at -> Timestamp,
        ended_at -> Nullable<Timestamp>,
        file -> Nullable<Text>,
        bytes -> Nullable<BigInt>,
        row_count -> Nullable<BigInt>,
        fault -> Nullable<Text>,
        tried_at -> Nullable<Timestamp>,
        try_fault -> Nullable<Text>,
        removed_at -> Nullable<Timestamp>,
    }
}
