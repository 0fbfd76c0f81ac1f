//! The pages and the API of this slice.

use axum::http::Method;
use hongwang_domain::Action::{ChangeOrganisation, FoundTown, ReadOrganisation, RevealPhone};
use hongwang_web::Policy::{At, Somewhere};
use hongwang_web::Route;

use crate::locate::{LINKED, PERSON, UNIT};
use crate::{api, pages};

pub(crate) fn routes() -> Vec<Route> {
    let (get, post, put) = (Method::GET, Method::POST, Method::PUT);
    let (page, api) = (Route::page, Route::api);
    let mut routes = linked();
    routes.extend([
        page(get.clone(), "/units", Somewhere(ReadOrganisation), pages::units::show),
        page(get.clone(), "/units/{unit}", At(ReadOrganisation, UNIT), pages::unit::show),
        page(get.clone(), "/units/{unit}/edit", At(ChangeOrganisation, UNIT), pages::edit::show),
        page(post.clone(), "/units/{unit}/edit", At(ChangeOrganisation, UNIT), pages::edit::save),
        page(get.clone(), "/units/{unit}/towns/new", At(FoundTown, UNIT), pages::new_town::show),
        page(post.clone(), "/units/{unit}/towns", At(FoundTown, UNIT), pages::new_town::save),
        page(get.clone(), "/persons/{person}/phone", At(RevealPhone, PERSON), pages::reveal::ask),
        page(post.clone(), "/persons/{person}/phone", At(RevealPhone, PERSON), pages::reveal::show),
        api(get.clone(), "/api/v1/units", Somewhere(ReadOrganisation), api::units),
        api(get, "/api/v1/units/{unit}", At(ReadOrganisation, UNIT), api::unit),
        api(put, "/api/v1/units/{unit}", At(ChangeOrganisation, UNIT), api::change),
        api(post.clone(), "/api/v1/units/{unit}/towns", At(FoundTown, UNIT), api::found_town),
        api(post, "/api/v1/persons/{person}/phone", At(RevealPhone, PERSON), api::reveal),
    ]);
    routes
}

/// 联动单位
fn linked() -> Vec<Route> {
    use api::linked as program;
    use pages::linked::{self as person, end, form};
    let (get, post, put) = (Method::GET, Method::POST, Method::PUT);
    let (page, api) = (Route::page, Route::api);
    let (read_of, change_of) = (At(ReadOrganisation, UNIT), At(ChangeOrganisation, UNIT));
    let (read, change) = (At(ReadOrganisation, LINKED), At(ChangeOrganisation, LINKED));
    let look = At(RevealPhone, LINKED);
    vec![
        page(get.clone(), "/organisations", Somewhere(ReadOrganisation), person::choose),
        page(get.clone(), "/units/{unit}/organisations", read_of, person::show),
        page(get.clone(), "/units/{unit}/organisations/new", change_of, form::show_new),
        page(post.clone(), "/units/{unit}/organisations/new", change_of, form::create),
        page(get.clone(), "/organisations/{organisation}", read, person::show_one),
        page(get.clone(), "/organisations/{organisation}/edit", change, form::show),
        page(post.clone(), "/organisations/{organisation}/edit", change, form::save),
        page(get.clone(), "/organisations/{organisation}/end", change, end::show),
        page(post.clone(), "/organisations/{organisation}/end", change, end::save),
        page(post.clone(), "/organisations/{organisation}/resume", change, end::resume),
        page(get.clone(), "/organisations/{organisation}/phone", look, person::ask_phone),
        page(post.clone(), "/organisations/{organisation}/phone", look, person::show_phone),
        api(get.clone(), "/api/v1/units/{unit}/organisations", read_of, program::list),
        api(post.clone(), "/api/v1/units/{unit}/organisations", change_of, program::create),
        api(get, "/api/v1/organisations/{organisation}", read, program::one),
        api(put, "/api/v1/organisations/{organisation}", change, program::change),
        api(post.clone(), "/api/v1/organisations/{organisation}/end", change, program::end),
        api(post.clone(), "/api/v1/organisations/{organisation}/resume", change, program::resume),
        api(post, "/api/v1/organisations/{organisation}/phone", look, program::phone),
    ]
}
