//! Which fields the routes of the API take, read from their description: what is described is taken, and nothing else is
//! passed over in silence.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use axum::http::Method;
use serde_json::Value;

use crate::fault::{Fault, Faults};
use crate::fields::Fields;
use crate::openapi;
use crate::route::Route;
use crate::slice::Slice;
use crate::tongue::Tongue;

/// The fields of every route that takes some, by method and path: their names with the types of their values.
pub(crate) struct Known(HashMap<(Method, String), Names>);

type Names = BTreeMap<String, BTreeSet<String>>;

impl Known {
    /// Of the routes that the slices describe. A program may send back what it was told: where a thing is put, what a GET of
    /// it tells is known too.
    pub(crate) fn of(slices: &[Slice]) -> Self {
        let told = serde_json::to_value(openapi::describe(slices)).unwrap_or_default();
        let mut known = HashMap::new();
        for (path, methods) in told["paths"].as_object().into_iter().flatten() {
            for (name, method) in [("post", Method::POST), ("put", Method::PUT), ("delete", Method::DELETE)] {
                let Some(operation) = methods.get(name) else { continue };
                let mut names = Names::new();
                collect(&told, &operation["requestBody"]["content"]["application/json"]["schema"], &mut names);
                if method == Method::PUT {
                    let answer = &methods["get"]["responses"]["200"]["content"]["application/json"]["schema"];
                    collect(&told, answer, &mut names);
                }
                known.insert((method, path.clone()), names);
            }
        }
        Self(known)
    }

    /// Refuses what a program sent to a route that takes no such field, or none with such a value.
    ///
    /// # Errors
    /// [`Fault::Invalid`], which names each.
    pub(crate) fn check(&self, route: &Route, sent: &Fields, t: Tongue) -> Result<(), Fault> {
        let known = self.0.get(&(route.method.clone(), route.path.to_owned()));
        let is_numbered = |name: &str| {
            route.numbered.iter().any(|start| name.strip_prefix(start).is_some_and(|rest| !rest.is_empty()))
        };
        let mut faults = Faults::default();
        for (name, kind) in sent.told().filter(|(name, _)| !is_numbered(name)) {
            match known.and_then(|known| known.get(name)) {
                None => faults.add(name, t.say("web-fault-unknown-field")),
                Some(types) if !kind.is_of(types) => faults.add(name, t.say("web-fault-wrong-type")),
                Some(_) => {}
            }
        }
        if faults.is_empty() { Ok(()) } else { Err(Fault::Invalid(faults)) }
    }
}

/// A schema's properties with their types, whether they stand in it or where it points to.
fn collect(told: &Value, schema: &Value, names: &mut Names) {
    if let Some(to) = schema["$ref"].as_str().and_then(|to| to.strip_prefix('#')) {
        collect(told, told.pointer(to).unwrap_or(&Value::Null), names);
    }
    for (name, property) in schema["properties"].as_object().into_iter().flatten() {
        types(told, property, names.entry(name.clone()).or_default());
    }
    for parts in ["allOf", "anyOf", "oneOf"] {
        schema[parts].as_array().into_iter().flatten().for_each(|part| collect(told, part, names));
    }
}

/// The types that a property's value can have.
fn types(told: &Value, property: &Value, into: &mut BTreeSet<String>) {
    if let Some(to) = property["$ref"].as_str().and_then(|to| to.strip_prefix('#')) {
        types(told, told.pointer(to).unwrap_or(&Value::Null), into);
    }
    into.extend(property["type"].as_str().map(str::to_owned));
    into.extend(property["type"].as_array().into_iter().flatten().filter_map(|one| Some(one.as_str()?.to_owned())));
    for parts in ["allOf", "anyOf", "oneOf"] {
        property[parts].as_array().into_iter().flatten().for_each(|part| types(told, part, into));
    }
}
