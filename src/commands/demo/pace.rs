//! How much happens in the town in a month.

/// So much happens in a month.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    pub new_dibao: usize,
    pub ended_dibao: usize,
    pub leave: usize,
    pub return_home: usize,
    pub births: usize,
    pub weddings: usize,
    pub own_homes: usize,
    pub moves: usize,
    pub new_leaders: usize,
}

/// After the harvest many leave for work.
pub const SECOND: Pace = Pace {
    new_dibao: 14,
    ended_dibao: 5,
    leave: 60,
    return_home: 12,
    births: 9,
    weddings: 6,
    own_homes: 2,
    moves: 3,
    new_leaders: 1,
};
pub const THIRD: Pace = Pace {
    new_dibao: 9,
    ended_dibao: 3,
    leave: 25,
    return_home: 34,
    births: 8,
    weddings: 4,
    own_homes: 3,
    moves: 2,
    new_leaders: 2,
};
pub const NOW: Pace = Pace {
    new_dibao: 40,
    ended_dibao: 5,
    leave: 40,
    return_home: 20,
    births: 12,
    weddings: 0,
    own_homes: 0,
    moves: 0,
    new_leaders: 0,
};
