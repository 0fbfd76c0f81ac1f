//! Tables of the migrations 0003, 0007, 0018, 0019 and 0021.
#![expect(missing_docs, reason = "columns are described in docs/data-dictionary.md and in their migration")]

diesel::table! {
    accounts (id) {
        id -> Text,
        unit_id -> Text,
        login_name -> Nullable<Text>,
        name -> Text,
        phone -> Nullable<Binary>,
        phone_index -> Nullable<Binary>,
        password_hash -> Text,
        must_change_password -> Bool,
        language -> Nullable<Text>,
        elder_view -> Bool,
        created_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    account_roles (id) {
        id -> Text,
        account_id -> Text,
        role -> Text,
        unit_id -> Text,
        from_day -> Date,
        to_day -> Nullable<Date>,
        version -> Integer,
    }
}

diesel::table! {
    account_persons (person_id, account_id) {
        person_id -> Text,
        account_id -> Text,
    }
}

diesel::table! {
    sessions (id) {
        id -> Text,
        account_id -> Text,
        digest -> Binary,
        device -> Text,
        stays -> Bool,
        created_at -> Timestamp,
        last_used_at -> Timestamp,
        expires_at -> Timestamp,
        name -> Nullable<Text>,
        passed -> Bool,
    }
}

diesel::table! {
    second_factors (account_id) {
        account_id -> Text,
        secret -> Binary,
        confirmed -> Bool,
        used -> Nullable<Binary>,
    }
}

diesel::table! {
    recovery_codes (digest) {
        digest -> Binary,
        account_id -> Text,
    }
}

diesel::table! {
    tokens (id) {
        id -> Text,
        account_id -> Text,
        name -> Text,
        digest -> Binary,
        created_at -> Timestamp,
        expires_at -> Timestamp,
        version -> Integer,
        reach -> Text,
    }
}

diesel::table! {
    reset_codes (account_id) {
        account_id -> Text,
        digest -> Binary,
        issued_by -> Text,
        expires_at -> Timestamp,
        tries -> Integer,
    }
}

diesel::table! {
    login_failures (digest) {
        digest -> Binary,
        failures -> Integer,
        failed_at -> Timestamp,
        locked_until -> Nullable<Timestamp>,
    }
}
