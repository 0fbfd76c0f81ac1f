//! Tables of the migration of the same name.
#![expect(missing_docs, reason = "columns are described in docs/data-dictionary.md and in their migration")]

diesel::table! {
    households (id) {
        id -> Text,
        village_id -> Text,
        number -> Nullable<Text>,
        door_hint -> Nullable<Text>,
        version -> Integer,
    }
}

diesel::table! {
    household_places (id) {
        id -> Text,
        household_id -> Text,
        unit_id -> Text,
        hamlet_id -> Nullable<Text>,
        from_day -> Date,
        to_day -> Nullable<Date>,
        version -> Integer,
    }
}

diesel::table! {
    residents (id) {
        id -> Text,
        town_id -> Text,
        name -> Text,
        sex -> Nullable<Integer>,
        birth_date -> Nullable<Date>,
        citizen_id -> Nullable<Binary>,
        citizen_id_index -> Nullable<Binary>,
        phone -> Nullable<Binary>,
        phone_index -> Nullable<Binary>,
        version -> Integer,
    }
}

diesel::table! {
    memberships (id) {
        id -> Text,
        resident_id -> Text,
        household_id -> Text,
        relation -> Nullable<Integer>,
        is_head -> Bool,
        from_day -> Date,
        to_day -> Nullable<Date>,
        ended_by -> Nullable<Text>,
        version -> Integer,
    }
}

diesel::table! {
    absences (id) {
        id -> Text,
        resident_id -> Text,
        from_day -> Date,
        to_day -> Nullable<Date>,
        version -> Integer,
    }
}

diesel::table! {
    party_memberships (id) {
        id -> Text,
        resident_id -> Text,
        kind -> Text,
        from_day -> Date,
        to_day -> Nullable<Date>,
        version -> Integer,
    }
}

diesel::table! {
    category_assignments (id) {
        id -> Text,
        household_id -> Nullable<Text>,
        resident_id -> Nullable<Text>,
        category -> Text,
        source -> Text,
        as_of -> Date,
        from_day -> Date,
        to_day -> Nullable<Date>,
        version -> Integer,
    }
}

diesel::table! {
    count_deltas (unit_id, basis, item, day) {
        unit_id -> Text,
        basis -> Text,
        item -> Text,
        day -> Date,
        delta -> Integer,
    }
}
