//! How far an upload has come.

macro_rules! states {
    ($($(#[$doc:meta])* $variant:ident => $text:literal),+ $(,)?) => {
        /// How far an upload has come.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum State { $($(#[$doc])* $variant),+ }

        impl State {
            /// Every one there is.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The text kept in the database; also the end of the message key.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
        }
    };
}

states! {
    /// Its parts are being put away.
    Receiving => "receiving",
    /// It waits to be read and checked.
    Waiting => "waiting",
    /// It is being read.
    Reading => "reading",
    /// Its cells are being checked.
    Checking => "checking",
    /// It is checked, and waits for a person.
    Checked => "checked",
    /// It waits to be written.
    Queued => "queued",
    /// It is being written.
    Writing => "writing",
    /// It was written.
    Done => "done",
    /// Nothing can be taken from it, or something broke; the fault says which.
    Failed => "failed",
    /// Somebody called it off; nothing was written, and nothing of it is left.
    Cancelled => "cancelled",
    /// The service ended while it was written; nothing was written, and it can be started again.
    Interrupted => "interrupted",
    /// Its day is over: what was in it is gone.
    Expired => "expired",
}

impl State {
    /// Reads what [`Self::as_str`] wrote.
    pub fn from_text(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|state| state.as_str() == text)
    }

    /// Whether the service has it in work, or will soon.
    pub fn is_in_work(self) -> bool {
        matches!(self, Self::Receiving | Self::Waiting | Self::Reading | Self::Checking | Self::Queued | Self::Writing)
    }

    /// Whether nobody has to do anything about it any more.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Done | Self::Cancelled | Self::Expired)
    }

    /// Whether a person may decide anew how it is read.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Checked | Self::Failed | Self::Interrupted)
    }
}
