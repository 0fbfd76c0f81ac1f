//! The pages and the API of this slice.

use axum::http::Method;
use hongwang_domain::Action::{ChangeOrganisation, ReadOrganisation, RevealPhone};
use hongwang_web::Policy::{At, Somewhere};
use hongwang_web::Route;

use crate::locate::{PERSON, UNIT};
use crate::{api, pages};

pub(crate) fn routes() -> Vec<Route> {
    let (get, post, put) = (Method::GET, Method::POST, Method::PUT);
    let (page, api) = (Route::page, Route::api);
    vec![
        page(get.clone(), "/units", Somewhere(ReadOrganisation), pages::units::show),
        page(get.clone(), "/units/{unit}", At(ReadOrganisation, UNIT), pages::unit::show),
        page(get.clone(), "/units/{unit}/edit", At(ChangeOrganisation, UNIT), pages::edit::show),
        page(post.clone(), "/units/{unit}/edit", At(ChangeOrganisation, UNIT), pages::edit::save),
        page(get.clone(), "/persons/{person}/phone", At(RevealPhone, PERSON), pages::reveal::ask),
        page(post.clone(), "/persons/{person}/phone", At(RevealPhone, PERSON), pages::reveal::show),
        api(get.clone(), "/api/v1/units", Somewhere(ReadOrganisation), api::units),
        api(get, "/api/v1/units/{unit}", At(ReadOrganisation, UNIT), api::unit),
        api(put, "/api/v1/units/{unit}", At(ChangeOrganisation, UNIT), api::change),
        api(post, "/api/v1/persons/{person}/phone", At(RevealPhone, PERSON), api::reveal),
    ]
}
