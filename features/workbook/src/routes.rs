//! The pages and the API of this slice.

use axum::http::Method;
use hongwang_domain::Action::ImportWorkbook;
use hongwang_web::Policy::{At, Somewhere};
use hongwang_web::Route;

use crate::locate::{IMPORT, UNIT, UPLOAD};
use crate::upload::UploadError;
use crate::{api, pages};

pub(crate) fn routes() -> Vec<Route> {
    let (get, post, put) = (Method::GET, Method::POST, Method::PUT);
    let (at_unit, at_upload, at_import) =
        (At(ImportWorkbook, UNIT), At(ImportWorkbook, UPLOAD), At(ImportWorkbook, IMPORT));
    let (page, api) = (Route::page, Route::api);
    vec![
        page(get.clone(), "/imports", Somewhere(ImportWorkbook), pages::imports::lead),
        page(get.clone(), "/units/{unit}/imports", at_unit, pages::imports::show),
        page(post.clone(), "/units/{unit}/imports", at_unit, pages::imports::take)
            .upload()
            .too_large(UploadError::TooLarge.key()),
        page(get.clone(), "/units/{unit}/imports/blank.xlsx", at_unit, pages::files::blank),
        page(get.clone(), "/imports/{upload}", at_upload, pages::upload::show),
        page(get.clone(), "/imports/{upload}/columns", at_upload, pages::columns::show),
        page(post.clone(), "/imports/{upload}/choices", at_upload, pages::columns::choose),
        page(post.clone(), "/imports/{upload}/cells", at_upload, pages::faults::mend),
        page(post.clone(), "/imports/{upload}/write", at_upload, pages::upload::write),
        page(post.clone(), "/imports/{upload}/cancel", at_upload, pages::upload::cancel),
        page(get.clone(), "/imports/{upload}/report", at_upload, pages::files::report),
        page(get.clone(), "/imports/{upload}/marked.xlsx", at_upload, pages::files::marked),
        page(post.clone(), "/imports/done/{import}/undo", at_import, pages::imports::undo),
        api(get.clone(), "/api/v1/units/{unit}/imports", at_unit, api::imports::list),
        api(post.clone(), "/api/v1/units/{unit}/imports", at_unit, api::imports::take)
            .upload()
            .too_large(UploadError::TooLarge.key()),
        api(get.clone(), "/api/v1/units/{unit}/imports/blank.xlsx", at_unit, api::imports::blank),
        api(get.clone(), "/api/v1/imports/{upload}", at_upload, api::uploads::show),
        api(put, "/api/v1/imports/{upload}/choices", at_upload, api::uploads::choose).numbered(&["sheet-", "column-"]),
        api(get.clone(), "/api/v1/imports/{upload}/faults", at_upload, api::uploads::faults),
        api(post.clone(), "/api/v1/imports/{upload}/cells", at_upload, api::uploads::mend).numbered(&["cell-"]),
        api(post.clone(), "/api/v1/imports/{upload}/write", at_upload, api::uploads::write),
        api(post.clone(), "/api/v1/imports/{upload}/cancel", at_upload, api::uploads::cancel),
        api(get.clone(), "/api/v1/imports/{upload}/report", at_upload, api::uploads::report),
        api(get, "/api/v1/imports/{upload}/marked.xlsx", at_upload, api::uploads::marked),
        api(post, "/api/v1/imports/done/{import}/undo", at_import, api::imports::undo),
    ]
}
