use axum::http::StatusCode;
use hongwang_store::{StoreError, Transient};
use hongwang_web::{Fault, Faults, Tongue};
use thiserror::Error;

use crate::password::{PasswordError, PasswordFault};

/// Why something about accounts was not done.
#[derive(Debug, Error)]
pub enum AccountError {
    /// There is no unit with this code.
    #[error("no such unit")]
    UnknownUnit,
    /// There is no such account (or session, token, role of it).
    #[error("no such account")]
    UnknownAccount,
    /// The role is not held at units of this kind.
    #[error("the role is not held at units of this kind")]
    RoleDoesNotFit,
    /// The account holds this role at this unit already.
    #[error("the account holds this role already")]
    RoleTwice,
    /// Administrators hold no other role: none has another's rights.
    #[error("an administrator holds no other role")]
    RolesApart,
    /// The last day lies before the first.
    #[error("the last day lies before the first")]
    Days,
    /// An inspector comes for a while.
    #[error("an inspector comes for at most 366 days")]
    InspectionDays,
    /// The account can't be helped by whoever asks: not from above, or not by this role.
    #[error("not from above")]
    NotFromAbove,
    /// No code that holds, or another one; so many tries are left, and with 0 no code holds any more.
    #[error("wrong code")]
    WrongCode {
        /// Tries that are left.
        left: i32,
    },
    /// No code of the second step, or one that was used; so many tries are left.
    #[error("wrong code of the second step")]
    WrongSecondStep {
        /// Tries that are left.
        left: i32,
    },
    /// The second step is set up already.
    #[error("the second step is set up")]
    SecondStepTwice,
    /// A device's name can't be taken.
    #[error("a device's name")]
    DeviceName,
    /// Neither a phone nor a log-in name was given.
    #[error("neither a phone nor a log-in name")]
    Nameless,
    /// No person's name.
    #[error("no name")]
    BadName,
    /// No phone number.
    #[error("no phone number")]
    BadPhone,
    /// No log-in name.
    #[error("no log-in name")]
    BadLoginName,
    /// Another account has this phone.
    #[error("another account has this phone")]
    PhoneTaken,
    /// Another account has this log-in name.
    #[error("another account has this log-in name")]
    LoginNameTaken,
    /// A token has no name or is to live too short or too long.
    #[error("a token lives 1 to 365 days")]
    TokenDays,
    /// The account has as many tokens as it may.
    #[error("too many tokens")]
    TokensFull,
    /// Nobody else administers the system: the last one stays.
    #[error("the last system administrator")]
    LastAdministrator,
    /// The password of a demo's account stays as it is printed.
    #[error("an account of the demo")]
    DemoAccount,
    /// A token without a name.
    #[error("a token needs a name")]
    TokenName,
    /// The password that is to be changed is another one.
    #[error("wrong password")]
    WrongPassword,
    /// Too many wrong passwords.
    #[error("locked for {0} minutes")]
    Locked(i64),
    /// Too many wrong passwords from one address.
    #[error("wait for {0} seconds")]
    Slow(i64),
    /// The new password can't be taken.
    #[error("password: {0:?}")]
    Password(PasswordFault),
    /// Too many log in at this moment.
    #[error("too many passwords wait to be checked")]
    Busy,
    /// The store failed or refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl AccountError {
    /// The message that says it; its arguments are `minutes` or `seconds` where it has one.
    pub fn key(&self) -> &'static str {
        match self {
            Self::UnknownUnit => "accounts-fault-unit",
            Self::UnknownAccount => "accounts-fault-account",
            Self::RoleDoesNotFit => "accounts-fault-role",
            Self::RoleTwice => "accounts-fault-role-twice",
            Self::RolesApart => "accounts-fault-roles-apart",
            Self::Days => "accounts-fault-days",
            Self::InspectionDays => "accounts-fault-inspection-days",
            Self::NotFromAbove => "accounts-fault-not-from-above",
            Self::WrongCode { .. } => "accounts-fault-code",
            Self::WrongSecondStep { .. } => "accounts-fault-second",
            Self::SecondStepTwice => "accounts-fault-second-twice",
            Self::DeviceName => "accounts-fault-device-name",
            Self::Nameless => "accounts-fault-nameless",
            Self::BadName => "accounts-fault-name",
            Self::BadPhone => "accounts-fault-phone",
            Self::BadLoginName => "accounts-fault-login",
            Self::PhoneTaken => "accounts-fault-phone-taken",
            Self::LoginNameTaken => "accounts-fault-login-taken",
            Self::TokenDays => "accounts-fault-token-days",
            Self::TokenName => "accounts-fault-token-name",
            Self::TokensFull => "accounts-fault-tokens-full",
            Self::LastAdministrator => "accounts-fault-last-administrator",
            Self::DemoAccount => "accounts-fault-demo",
            Self::WrongPassword => "accounts-fault-password",
            Self::Locked(_) => "accounts-fault-locked",
            Self::Slow(_) => "accounts-fault-slow",
            Self::Password(fault) => fault.key(),
            Self::Busy => "accounts-fault-busy",
            Self::Store(_) => "accounts-fault-store",
        }
    }

    /// What the message wants to know.
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Locked(minutes) => vec![("minutes", minutes.to_string())],
            Self::Slow(seconds) => vec![("seconds", seconds.to_string())],
            Self::WrongCode { left } | Self::WrongSecondStep { left } => vec![("left", left.to_string())],
            _ => Vec::new(),
        }
    }

    /// The field of the form that it belongs beside.
    pub fn field(&self) -> Option<&'static str> {
        Some(match self {
            Self::UnknownUnit => "unit",
            Self::RoleDoesNotFit | Self::RoleTwice | Self::RolesApart => "role",
            Self::Days | Self::InspectionDays => "until",
            Self::WrongCode { .. } | Self::WrongSecondStep { .. } => "code",
            Self::BadName | Self::DeviceName | Self::TokenName | Self::TokensFull => "name",
            Self::Nameless | Self::BadPhone | Self::PhoneTaken => "phone",
            Self::BadLoginName | Self::LoginNameTaken => "login",
            Self::TokenDays => "days",
            Self::WrongPassword => "old",
            Self::Password(_) => "new",
            _ => return None,
        })
    }
}

impl AccountError {
    /// As a page or a program is told.
    pub(crate) fn fault(self, t: Tongue) -> Fault {
        let (field, key, args) = (self.field(), self.key(), self.args());
        match (self, field) {
            (Self::Store(error), _) => Fault::Store(error),
            (Self::UnknownAccount, _) => Fault::NotFound,
            (_, Some(field)) => {
                let mut faults = Faults::default();
                let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
                faults.add(field, t.say_with(key, &args));
                Fault::Invalid(faults)
            }
            (Self::Locked(_) | Self::Slow(_), None) => {
                Fault::Refused { status: StatusCode::TOO_MANY_REQUESTS, key, args }
            }
            (Self::LastAdministrator | Self::DemoAccount | Self::NotFromAbove | Self::SecondStepTwice, None) => {
                Fault::Refused { status: StatusCode::CONFLICT, key, args }
            }
            (_, None) => Fault::Refused { status: StatusCode::SERVICE_UNAVAILABLE, key, args },
        }
    }
}

impl From<PasswordError> for AccountError {
    fn from(error: PasswordError) -> Self {
        match error {
            PasswordError::Busy => Self::Busy,
            PasswordError::Random(said) | PasswordError::Hash(said) => Self::Store(StoreError::Keys(said)),
        }
    }
}

impl From<diesel::result::Error> for AccountError {
    fn from(error: diesel::result::Error) -> Self {
        Self::Store(error.into())
    }
}

impl Transient for AccountError {
    fn is_transient(&self) -> bool {
        matches!(self, Self::Store(error) if error.is_transient())
    }
}
