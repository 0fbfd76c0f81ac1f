//! Tables of the migration of the same name.
#![expect(missing_docs, reason = "columns are described in docs/data-dictionary.md and in their migration")]

diesel::table! {
    units (id) {
        id -> Text,
        parent_id -> Nullable<Text>,
        kind -> Text,
        code -> Text,
        name -> Text,
        path -> Text,
        founded_on -> Nullable<Date>,
        retired_on -> Nullable<Date>,
        version -> Integer,
    }
}

diesel::table! {
    hamlets (id) {
        id -> Text,
        unit_id -> Text,
        name -> Text,
        version -> Integer,
    }
}

diesel::table! {
    party_bodies (id) {
        id -> Text,
        unit_id -> Text,
        kind -> Text,
        name -> Text,
        version -> Integer,
    }
}

diesel::table! {
    party_groups (id) {
        id -> Text,
        unit_id -> Text,
        name -> Text,
        founded_on -> Nullable<Date>,
        dissolved_on -> Nullable<Date>,
        version -> Integer,
    }
}

diesel::table! {
    teams (id) {
        id -> Text,
        group_id -> Text,
        name -> Nullable<Text>,
        version -> Integer,
    }
}

diesel::table! {
    persons (id) {
        id -> Text,
        unit_id -> Text,
        name -> Text,
        phone -> Nullable<Binary>,
        phone_index -> Nullable<Binary>,
        version -> Integer,
    }
}

diesel::table! {
    appointments (id) {
        id -> Text,
        person_id -> Text,
        role -> Text,
        unit_id -> Text,
        team_id -> Nullable<Text>,
        basis -> Nullable<Text>,
        position -> Integer,
        from_day -> Date,
        to_day -> Nullable<Date>,
        version -> Integer,
    }
}

diesel::table! {
    linked_organisations (id) {
        id -> Text,
        unit_id -> Text,
        name -> Text,
        kind -> Text,
        helps_with -> Nullable<Text>,
        contact -> Nullable<Text>,
        phone -> Nullable<Binary>,
        since -> Nullable<Date>,
        ended_on -> Nullable<Date>,
        version -> Integer,
    }
}
