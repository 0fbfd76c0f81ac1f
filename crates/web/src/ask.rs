//! A request on its way: what was asked, by whom, and the two doors for whoever answers.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use chrono::NaiveDate;
use hongwang_domain::policy::{Reach, Scope};
use hongwang_domain::{Action, Actor, Id, Role, Rulebook, UnitPath};
use hongwang_store::{Key, ReadDoor, Store, Transient, Tx};
use hongwang_words::Language;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::app::App;
use crate::components::Field;
use crate::fault::Fault;
use crate::fields::{Fields, Uploaded};
use crate::route::Kind;
use crate::tongue::Tongue;
use crate::visitor::Visitor;

/// Where nothing lies: for routes that ask for no place.
static NOWHERE: LazyLock<UnitPath> = LazyLock::new(|| UnitPath::root(Id::new()));
/// Somebody who may do nothing: for routes that ask for no role.
static POWERLESS: LazyLock<Actor> =
    LazyLock::new(|| Actor { account: None, role: Role::AuditAdmin, unit: Some(NOWHERE.clone()) });

/// A request.
pub struct Ask {
    pub(crate) app: Arc<App>,
    pub(crate) store: Store,
    pub(crate) kind: Kind,
    pub(crate) path: String,
    /// Where a form was sent to; `None` when a page was asked for.
    pub(crate) sent_to: Option<String>,
    /// From which page of ours.
    pub(crate) sent_from: Option<String>,
    pub(crate) params: Vec<(String, String)>,
    pub(crate) query: Fields,
    pub(crate) fields: Fields,
    pub(crate) file: Option<Uploaded>,
    pub(crate) visitor: Option<Visitor>,
    pub(crate) actor: Option<Actor>,
    pub(crate) place: Option<UnitPath>,
    pub(crate) language: Language,
    pub(crate) elder: bool,
    pub(crate) key: Key,
    pub(crate) notice: Option<String>,
    /// The session's secret, as the cookie has it.
    pub(crate) session: Option<String>,
    pub(crate) address: String,
    pub(crate) agent: String,
}

impl Ask {
    /// The running product.
    pub fn app(&self) -> &Arc<App> {
        &self.app
    }

    /// The store; what is written says from where the request came.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// The standard.
    pub fn rulebook(&self) -> &Arc<Rulebook> {
        &self.app.rulebook
    }

    /// The civil day.
    pub fn today(&self) -> NaiveDate {
        self.store.clock().today()
    }

    /// Whether a program asks.
    pub fn is_api(&self) -> bool {
        self.kind == Kind::Api
    }

    /// The path that was asked for.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// A parameter of the path; empty when the route has none of this name.
    pub fn param(&self, name: &str) -> &str {
        self.params.iter().find(|(given, _)| given == name).map_or("", |(_, value)| value)
    }

    /// A parameter of the query, without the white space around it; `None` when it is not there or empty.
    pub fn query(&self, name: &str) -> Option<&str> {
        self.query.get(name)
    }

    /// The whole query.
    pub fn queries(&self) -> &Fields {
        &self.query
    }

    /// What was typed into the form, or stands in the JSON body.
    pub fn fields(&self) -> &Fields {
        &self.fields
    }

    /// The same, where a program may leave out what stays as it is: it is asked for only then. A page's form sends all of
    /// its fields: a box that is not ticked is not sent.
    ///
    /// # Errors
    /// Those of `standing`.
    pub fn fields_over(&self, standing: impl FnOnce() -> Result<Vec<Field>, Fault>) -> Result<Cow<'_, Fields>, Fault> {
        if !self.is_api() {
            return Ok(Cow::Borrowed(&self.fields));
        }
        Ok(Cow::Owned(self.fields.over(standing()?.iter().map(Field::standing))))
    }

    /// The file that was handed in.
    pub fn file(&self) -> Option<&Uploaded> {
        self.file.as_ref()
    }

    /// Who asks.
    pub fn visitor(&self) -> Option<&Visitor> {
        self.visitor.as_ref()
    }

    /// The role by which the route's policy let the visitor in.
    pub fn actor(&self) -> &Actor {
        self.actor.as_ref().unwrap_or(&POWERLESS)
    }

    /// The unit that the route's thing belongs to.
    pub fn place(&self) -> &UnitPath {
        self.place.as_ref().unwrap_or(&NOWHERE)
    }

    /// Whether some role of the visitor may do it at a unit.
    pub fn may(&self, action: Action, path: &UnitPath) -> bool {
        self.visitor.as_ref().is_some_and(|visitor| visitor.actor_for(action, path).is_some())
    }

    /// The session's secret as the cookie has it, for ending it and for changing it.
    pub fn session_secret(&self) -> Option<&str> {
        self.session.as_deref()
    }

    /// The address from which it is asked.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// What the browser says it is; never kept as it is.
    pub fn agent(&self) -> &str {
        &self.agent
    }

    /// The places that stand nowhere else on a phone.
    pub fn more_places(&self) -> Vec<crate::NavItem> {
        crate::layout::more(self)
    }

    /// Whether everything is to be large (大字版).
    pub fn is_elder(&self) -> bool {
        self.elder
    }

    /// The reader's language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The reader's language, for templates.
    pub fn tongue(&self) -> Tongue {
        Tongue(self.language)
    }

    /// A message.
    pub fn say(&self, key: &str) -> String {
        self.tongue().say(key)
    }

    /// A message with arguments.
    pub fn say_with(&self, key: &str, args: &[(&str, &str)]) -> String {
        self.tongue().say_with(key, args)
    }

    /// The key under which the request is done once: of the form, or of the API's header.
    pub fn key(&self) -> &Key {
        &self.key
    }

    /// What the visitor may see for an action at the route's place, else at the own unit.
    pub fn scope(&self, action: Action) -> Scope {
        let visitor = self.visitor.as_ref();
        let there = self.place.as_ref().and_then(|place| visitor.and_then(|one| one.actor_for(action, place)));
        let reach = visitor.map_or(Reach::Everything, |visitor| visitor.reach);
        Scope::of(there.unwrap_or_else(|| self.actor()), action).within(reach, action)
    }

    /// Reads, within what the visitor may see for the action.
    ///
    /// # Errors
    /// Those of `work`, and failures of the database.
    pub fn read<T>(
        &self,
        action: Action,
        work: impl FnOnce(&mut ReadDoor<'_>) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        self.store.read(&self.scope(action), work)
    }

    /// Changes something, once per key; the policy is asked again by `work` through [`Tx::allow`].
    ///
    /// # Errors
    /// Those of `work`, and failures of the database.
    pub fn write<T, E>(&self, work: impl Fn(&mut Tx<'_>) -> Result<T, E>) -> Result<T, E>
    where
        T: Serialize + DeserializeOwned,
        E: Transient,
    {
        self.store.write(self.actor(), &self.key, work)
    }
}
