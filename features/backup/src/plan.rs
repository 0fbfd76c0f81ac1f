use std::path::PathBuf;
use std::sync::OnceLock;

/// When backups are made by themselves, and where they go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The folder that they are put into.
    pub folder: PathBuf,
    /// From this hour of the civil day on, 0 to 23.
    pub hour: u32,
    /// So many files are kept.
    pub keep: usize,
    /// The file with the backups' own key; made with the first backup.
    pub key_file: PathBuf,
    /// The data folder: here a backup is tried by restoring it.
    pub data: PathBuf,
}

static PLAN: OnceLock<Plan> = OnceLock::new();

impl Plan {
    /// Lets this process make backups. Only the first call counts.
    pub fn install(self) {
        let _ = PLAN.set(self);
    }

    /// The plan of this process, if it has one.
    pub(crate) fn installed() -> Option<&'static Self> {
        PLAN.get()
    }
}
