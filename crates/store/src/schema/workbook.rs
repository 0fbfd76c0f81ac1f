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

diesel::table! {
    uploads (id) {
        id -> Text,
        unit_path -> Text,
        town_code -> Text,
        town_name -> Nullable<Text>,
        actor -> Text,
        role -> Text,
        actor_path -> Text,
        request_key -> Text,
        language -> Text,
        file_name -> Nullable<Binary>,
        corrections -> Nullable<Binary>,
        size -> Integer,
        received_at -> Timestamp,
        expires_at -> Timestamp,
        state -> Text,
        choices -> Text,
        summary -> Text,
        fault -> Nullable<Text>,
        done -> Integer,
        total -> Integer,
        cancelled -> Bool,
        runner -> Nullable<Text>,
        lease_until -> Nullable<Timestamp>,
        source -> Nullable<Text>,
        decided_by -> Nullable<Text>,
        decided_at -> Nullable<Timestamp>,
        sent -> Nullable<Text>,
        version -> Integer,
    }
}

diesel::table! {
    upload_parts (upload_id, kind, part) {
        upload_id -> Text,
        kind -> Text,
        part -> Integer,
        content -> Binary,
    }
}
