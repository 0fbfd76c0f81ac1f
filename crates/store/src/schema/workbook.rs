//! Tables of the migration of the same name.
#![expect(missing_docs, reason = "columns are described in docs/data-dictionary.md and in their migration")]

diesel::table! {
    imports (id) {
        id -> Text,
        town_id -> Text,
        entry_id -> Text,
        taken_at -> Timestamp,
        resident_rows -> Integer,
        households -> Integer,
        residents -> Integer,
        changed -> Integer,
        undone_at -> Nullable<Timestamp>,
        undo_entry_id -> Nullable<Text>,
        version -> Integer,
    }
}
