use hongwang_domain::Rulebook;
use hongwang_store::{Complaint, Store, StoreError};

/// What a slice asks of its own records when `hongwang doctor` runs: everything that is not as it must be.
pub type Doctor = fn(&Store, &Rulebook) -> Result<Vec<Complaint>, StoreError>;

/// A feature, as it declares itself to the product.
#[derive(Clone, Debug)]
pub struct Slice {
    /// The name of its folder and of its message file.
    pub name: &'static str,
    /// Checks of its own records.
    pub doctor: Option<Doctor>,
}

impl Slice {
    /// A slice that declares nothing yet.
    pub fn new(name: &'static str) -> Self {
        Self { name, doctor: None }
    }

    /// Lets `hongwang doctor` check this slice's records.
    #[must_use]
    pub fn doctor(mut self, doctor: Doctor) -> Self {
        self.doctor = Some(doctor);
        self
    }
}
