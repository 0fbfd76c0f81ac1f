//! Tables of the migration of the same name.
#![expect(missing_docs, reason = "columns are described in docs/data-dictionary.md and in their migration")]

diesel::table! {
    accounts (id) {
        id -> Text,
        unit_id -> Text,
        login_name -> Text,
        name -> Text,
        phone -> Nullable<Binary>,
        phone_index -> Nullable<Binary>,
        password_hash -> Text,
        must_change_password -> Bool,
        role -> Text,
        created_at -> Timestamp,
        version -> Integer,
    }
}
