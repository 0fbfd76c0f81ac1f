//! Tables of the migration of the same name.
#![expect(missing_docs, reason = "columns are described in docs/data-dictionary.md and in their migration")]

diesel::table! {
    declared_figures (id) {
        id -> Text,
        unit_id -> Text,
        households -> Integer,
        residents -> Integer,
        as_of -> Date,
        version -> Integer,
    }
}

diesel::table! {
    ledger_snapshots (id) {
        id -> Text,
        town_id -> Text,
        month -> Text,
        taken_at -> Timestamp,
        previous_hash -> Binary,
        hash -> Binary,
    }
}

diesel::table! {
    ledger_snapshot_lines (snapshot_id, unit_id) {
        snapshot_id -> Text,
        unit_id -> Text,
        village_code -> Text,
        village -> Text,
        code -> Nullable<Text>,
        grid -> Nullable<Text>,
        group_name -> Nullable<Text>,
        declared_households -> Nullable<Integer>,
        declared_residents -> Nullable<Integer>,
        declared_as_of -> Nullable<Date>,
    }
}

diesel::table! {
    ledger_snapshot_counts (snapshot_id, unit_id, basis, item) {
        snapshot_id -> Text,
        unit_id -> Text,
        basis -> Text,
        item -> Text,
        count -> Integer,
    }
}

diesel::table! {
    subject_keys (subject_id) {
        subject_id -> Text,
        sealed_key -> Binary,
    }
}

diesel::table! {
    ledger_snapshot_names (snapshot_id, unit_id, list, position) {
        snapshot_id -> Text,
        unit_id -> Text,
        list -> Text,
        position -> Integer,
        subject_id -> Text,
        sealed_name -> Binary,
    }
}
